package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerKeyTest {
    private static final BearerKey KEY = new BearerKey("an-operator-key-of-31-characters");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer an-operator-key-of-31-characters",
                "bearer an-operator-key-of-31-characters",
                "Bearer  an-operator-key-of-31-characters "
            })
    void theKeyIsTakenHoweverTheSchemeIsWritten(String authorization) {
        assertThatCode(() -> KEY.require(authorization)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "an-operator-key-of-31-characters",
                "Basic an-operator-key-of-31-characters",
                "Bearer an-operator-key-of-31-character",
                "Bearer an-operator-key-of-31-charactersX",
                "Bearer AN-OPERATOR-KEY-OF-31-CHARACTERS"
            })
    void anythingElseIsRefused(@Nullable String authorization) {
        assertThatThrownBy(() -> KEY.require(authorization)).isInstanceOf(ProblemException.class);
    }

    @Test
    void theRefusalDoesNotRepeatWhatWasSent() {
        assertThatThrownBy(() -> KEY.require("Bearer some-other-secret"))
                .hasMessageNotContaining("some-other-secret");
    }
}

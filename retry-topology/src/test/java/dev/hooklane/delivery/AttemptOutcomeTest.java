package dev.hooklane.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AttemptOutcomeTest {
    @ParameterizedTest
    @CsvSource({
        "199,status_1xx",
        "200,success",
        "299,success",
        "300,status_3xx",
        "404,status_4xx",
        "500,status_5xx"
    })
    void aStatusIsNamedByItsClass(int status, String label) {
        assertThat(AttemptOutcome.label(status)).isEqualTo(label);
    }

    @Test
    void eachOutcomeHasAWord() {
        assertThat(new AttemptOutcome.Success(204, "").label()).isEqualTo("success");
        assertThat(new AttemptOutcome.ErrorStatus(429, Optional.empty(), "").label())
                .isEqualTo("status_4xx");
        assertThat(new AttemptOutcome.NoResponse(ErrorKind.TLS, "").label()).isEqualTo("tls");
    }

    @Test
    void onlyASuccessSucceeded() {
        assertThat(new AttemptOutcome.Success(204, "").succeeded()).isTrue();
        assertThat(new AttemptOutcome.ErrorStatus(500, Optional.empty(), "").succeeded()).isFalse();
        assertThat(new AttemptOutcome.NoResponse(ErrorKind.TLS, "").succeeded()).isFalse();
    }
}

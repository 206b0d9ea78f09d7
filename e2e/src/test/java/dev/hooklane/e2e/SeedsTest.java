package dev.hooklane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SeedsTest {
    @Test
    void aRangeHasBothItsEnds() {
        assertThat(Seeds.parse("1-50")).isEqualTo(new Seeds(1, 50));
        assertThat(Seeds.parse("7-7")).isEqualTo(new Seeds(7, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5-", "-5", "5-4", "a-b", "1-9999999999"})
    void anythingElseIsRefusedByName(String text) {
        assertThatThrownBy(() -> Seeds.parse(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }
}

package dev.hooklane.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdCodeTest {
    @Test
    void aCodeOfItsLengthBehindItsPrefixIsTaken() {
        assertThat(IdCode.isIn("ep_0z9a", "ep_", 4)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ep_", "ep_0z9", "ep_0z9ab", "key_0z9", "ep_0z9u", "ep_0z9A", "ep_0z9 "})
    void anythingElseIsNot(String value) {
        assertThat(IdCode.isIn(value, "ep_", 4)).isFalse();
        assertThatThrownBy(() -> IdCode.require("endpoint", value, "ep_", 4))
                .hasMessage(
                        "endpoint id '%s' is not ep_ and 4 characters of 0-9 a-z without i, l, o, u"
                                .formatted(value));
    }

    @Test
    void aRandomCodeIsOne() {
        String code = IdCode.random(new Random(1), 16);

        assertThat(IdCode.isIn(code, "", 16)).isTrue();
        assertThat(IdCode.random(new Random(2), 16)).isNotEqualTo(code);
    }

    @Test
    void bitsAreWrittenWithTheHighestFirst() {
        assertThat(IdCode.of(1L << 60 | 31, 13)).isEqualTo("100000000000z");
        assertThat(IdCode.of(-1, 2)).isEqualTo("zz");
    }

    @Test
    void bitsAreReadAsTheyWereWritten() {
        for (long bits : new long[] {0, 1, 31, 32, 1_790_000_000_000L, (1L << 60) - 1}) {
            assertThat(IdCode.bits("x_" + IdCode.of(bits, 12) + "y", 2, 12)).isEqualTo(bits);
        }
    }

    @Test
    void onlyTheAlphabetsCharactersAreInACode() {
        String alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
        for (char c = 0; c < 0x300; c++) {
            assertThat(IdCode.isIn("x" + c, "x", 1))
                    .as("character %d", (int) c)
                    .isEqualTo(alphabet.indexOf(c) >= 0);
        }
    }
}

package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SideBySideTest {
    @Test
    void bothColumnsBeginAtTheTop() {
        assertThat(SideBySide.lines(List.of("a", "b"), List.of("c"), 3, " | "))
                .containsExactly("a   | c", "b   |");
    }

    @Test
    void aLineThatIsTooLongContinuesOnTheNext() {
        assertThat(SideBySide.lines(List.of("abcdefg"), List.of("hij", "klmn"), 3, " | "))
                .containsExactly("abc | hij", "def | klm", "g   | n");
    }

    /** A pair of surrogates is one character. */
    @Test
    void noCharacterIsBroken() {
        String smile = "\ud83d\ude00";

        assertThat(SideBySide.lines(List.of(smile.repeat(4)), List.of("a"), 3, " | "))
                .containsExactly(smile.repeat(3) + " | a", smile + "   |");
    }
}

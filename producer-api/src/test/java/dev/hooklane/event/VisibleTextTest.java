package dev.hooklane.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VisibleTextTest {
    @Test
    void textThatPeopleWriteStaysAsItIs() {
        assertThat(VisibleText.line("Größe 10 €, 東京, 😀 'quoted' \\ \"so\""))
                .isEqualTo("Größe 10 €, 東京, 😀 'quoted' \\ \"so\"");
    }

    /** Controls of terminals, directions of writing, line separators, half a surrogate pair. */
    @ParameterizedTest
    @ValueSource(
            ints = {0, 7, 0x0a, 0x1b, 0x7f, 0x9b, 0x200b, 0x202e, 0x2066, 0x2028, 0x2029, 0xd800})
    void whatCantBeSeenIsWrittenOut(int character) {
        assertThat(VisibleText.line("a" + (char) character + "b"))
                .isEqualTo("a\\u%04xb".formatted(character));
    }

    @Test
    void lineFeedsStayWhereTheyAreAskedFor() {
        assertThat(VisibleText.lines("a\n\r\tb")).isEqualTo("a\n\\u000d\\u0009b");
    }

    @Test
    void anExcerptIsOneShortLine() {
        assertThat(VisibleText.excerpt("a\nb\u0000" + "x".repeat(1_000)))
                .startsWith("a\\u000ab\\u0000xxx")
                .endsWith("x…")
                .hasSizeLessThan(320);
    }

    @Test
    void aFailureWithoutAMessageIsNamed() {
        assertThat(VisibleText.excerpt(new IllegalStateException("it\ncan't")))
                .isEqualTo("it\\u000acan't");
        assertThat(VisibleText.excerpt(new IllegalStateException()))
                .isEqualTo("IllegalStateException");
    }

    @Test
    void aQuotedTextIsShort() {
        assertThat(VisibleText.quoted("bot_7")).isEqualTo("'bot_7'");
        assertThat(VisibleText.quoted("x".repeat(61))).isEqualTo("'" + "x".repeat(60) + "…'");
    }

    /** An escape takes six characters, and nothing is cut in two. */
    @Test
    void whatIsWrittenOutCountsAsItIsShown() {
        assertThat(VisibleText.quoted("\u007f".repeat(60)))
                .isEqualTo("'" + "\\u007f".repeat(10) + "…'");
        assertThat(VisibleText.quoted("x".repeat(59) + "😀"))
                .isEqualTo("'" + "x".repeat(59) + "…'");
        assertThat(VisibleText.quoted("x".repeat(58) + "😀")).endsWith("x😀'");
    }
}

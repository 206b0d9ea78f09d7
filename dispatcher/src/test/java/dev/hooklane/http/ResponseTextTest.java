package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ResponseTextTest {
    private static String utf8(String body, int maxChars) {
        return ResponseText.of(
                body.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8, maxChars);
    }

    @Test
    void keepsTextWithLineFeedsAndTabs() {
        assertThat(utf8("a\tb\nc ä 😀", 100)).isEqualTo("a\tb\nc ä 😀");
    }

    @Test
    void replacesOtherControlCharacters() {
        assertThat(utf8("a\u0000b\u001b[31mc\u007f\u0085\r", 100))
                .isEqualTo("a\uFFFDb\uFFFD[31mc\uFFFD\uFFFD\uFFFD");
    }

    @Test
    void leavesOutTheCarriageReturnOfALineEnd() {
        assertThat(utf8("a\r\nb", 100)).isEqualTo("a\nb");
    }

    @Test
    void cutsAtTheLimit() {
        assertThat(utf8("abcdef", 3)).isEqualTo("abc");
    }

    @Test
    void neverCutsAPairOfSurrogates() {
        assertThat(utf8("ab😀", 3)).isEqualTo("ab");
        assertThat(utf8("ab😀", 4)).isEqualTo("ab😀");
    }

    @Test
    void replacesHalfAPair() {
        byte[] utf16 = {(byte) 0xd8, 0, 0, 'a', (byte) 0xdc, 0};

        assertThat(ResponseText.of(utf16, StandardCharsets.UTF_16BE, 10))
                .doesNotContainPattern("[\uD800-\uDFFF]")
                .contains("\uFFFD");
    }

    @Test
    void replacesBytesThatAreNoText() {
        assertThat(ResponseText.of(new byte[] {'a', -1, 'b'}, StandardCharsets.UTF_8, 10))
                .isEqualTo("a\uFFFDb");
    }

    @Test
    void makesOneLineOfSeveral() {
        assertThat(ResponseText.line("a\nb\tc\r\nd")).isEqualTo("a b c d");
    }

    @Test
    void usualTextIsNotCopied() {
        String text = "application/json; charset=utf-8";

        assertThat(ResponseText.line(text)).isSameAs(text);
    }

    @Test
    void aCarriageReturnAloneIsReplaced() {
        assertThat(utf8("a\rb", 10)).isEqualTo("a\uFFFDb");
    }
}

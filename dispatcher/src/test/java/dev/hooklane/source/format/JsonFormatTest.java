package dev.hooklane.source.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonFormatTest {
    private final JsonFormat format = new JsonFormat();

    @Test
    void aMalformedNameIsUnreadableAlsoAfterTheOneItIsTakenFor() {
        assertThat(format.read("{\"account\":1}".getBytes(UTF_8), Map.of()))
                .isInstanceOf(SourceFormat.Decoded.Value.class);
        assertThat(format.read("{\"acco\u00ffunt\":1}".getBytes(ISO_8859_1), Map.of()))
                .isEqualTo(
                        new SourceFormat.Decoded.Unreadable("is not JSON: its text is not UTF-8"));
    }

    @Test
    void aMalformedStringIsUnreadable() {
        assertThat(format.read("{\"a\":\"\u00c0\u00a2\"}".getBytes(ISO_8859_1), Map.of()))
                .isEqualTo(
                        new SourceFormat.Decoded.Unreadable("is not JSON: its text is not UTF-8"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheValue() {
        assertThat(format.read("\ufeff{\"a\":1}".getBytes(UTF_8), Map.of()))
                .isEqualTo(format.read("{\"a\":1}".getBytes(UTF_8), Map.of()));
    }

    @Test
    void aMistakeIsPlacedByLineAndColumn() {
        assertThat(format.read("{\"a\":\n \"ü€😀\" x}".getBytes(UTF_8), Map.of()))
                .isEqualTo(
                        new SourceFormat.Decoded.Unreadable(
                                "is not JSON: Unexpected character ('x' (code 120)): was expecting comma to separate Object entries at line 2, column 9"));
    }
}

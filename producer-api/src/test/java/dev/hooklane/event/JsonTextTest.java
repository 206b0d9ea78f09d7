package dev.hooklane.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

class JsonTextTest {
    private static final JsonFactory FACTORY = JsonText.factory().build();

    /** Jackson takes the first for {@code account}, once it has seen that. */
    @ParameterizedTest
    @ValueSource(strings = {"acco\u00ffunt", "account\u00ff", "\u00ffaccount"})
    void aMalformedNameIsRefusedWhateverWasReadBefore(String name) {
        assertThat(JsonText.tree("{\"account\":1}".getBytes(UTF_8)).has("account")).isTrue();
        assertRefused("{\"%s\":1}".formatted(name).getBytes(ISO_8859_1));
    }

    @Test
    void aCodePointThatIsTooLongIsRefused() {
        assertRefused("{\"a\":\"\u00c0\u00a2\"}".getBytes(ISO_8859_1));
    }

    @Test
    void namesAreNotKeptForOtherDocuments() {
        byte[] json = "{\"an-id\":1}".getBytes(UTF_8);

        assertThat(name(json)).isEqualTo("an-id").isNotSameAs(name(json));
    }

    @Test
    void theByteOrderMarkIsNoPartOfTheText() {
        assertThat(JsonText.tree("\ufeff{\"a\":1}".getBytes(UTF_8)))
                .isEqualTo(JsonText.tree("{\"a\":1}".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ufeff", "  "})
    void anEmptyTextHasNoTree(String text) {
        assertThat(JsonText.tree(text.getBytes(UTF_8)).isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ufeff"})
    void aPartIsReturnedAsItWasWritten(String mark) {
        JsonText text = JsonText.of((mark + "{\"ü\": [\"€\\u00fc😀\"] }").getBytes(UTF_8));
        try (JsonParser parser = text.parser(FACTORY)) {
            parser.nextToken();
            parser.nextToken();
            parser.nextToken();
            long start = parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            long end = parser.currentLocation().getCharOffset();

            assertThat(new String(text.between(start, end), UTF_8)).isEqualTo("[\"€\\u00fc😀\"]");
        }
    }

    private static String name(byte[] json) {
        try (JsonParser parser = JsonText.of(json).parser(FACTORY)) {
            parser.nextToken();
            return parser.nextName();
        }
    }

    private static void assertRefused(byte[] json) {
        assertThatExceptionOfType(StreamReadException.class)
                .isThrownBy(() -> JsonText.of(json))
                .withMessage("its text is not UTF-8");
    }
}

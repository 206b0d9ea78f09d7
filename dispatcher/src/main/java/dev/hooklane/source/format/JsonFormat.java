package dev.hooklane.source.format;

import dev.hooklane.event.JsonText;
import dev.hooklane.event.VisibleText;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** One JSON value in UTF-8. Its numbers keep all their digits. */
final class JsonFormat implements SourceFormat {
    /** As deep as an event may be. */
    private static final int NESTING_MAX = 500;

    /** As in Avro and Protobuf. Objects of a few bytes take some hundred bytes of memory each. */
    private static final int VALUES_MAX = 1_000_000;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonText.factory()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(NESTING_MAX)
                                                    .build())
                                    .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    @Override
    public Decoded read(byte @Nullable [] bytes, Map<String, String> headers) {
        if (bytes == null) {
            return new Decoded.Value(null);
        }
        if (bytes.length == 0) {
            return new Decoded.Unreadable("is empty, which is not JSON");
        }
        try {
            JsonText text = JsonText.of(bytes);
            // Two bytes are the least that a value takes with what separates it from the next.
            if (bytes.length > 2 * VALUES_MAX && hasTooManyValues(text)) {
                return new Decoded.Unreadable("has more than %,d values".formatted(VALUES_MAX));
            }
            return new Decoded.Value(text.tree(JSON));
        } catch (JacksonException e) {
            return new Decoded.Unreadable(
                    "is not JSON: " + VisibleText.excerpt(firstLine(e)) + place(e));
        } catch (NumberFormatException e) {
            // Jackson has no exception of its own for an exponent that Java can't hold.
            return new Decoded.Unreadable("has a number whose exponent is out of range");
        }
    }

    /** Counts the values before anything is made of them. */
    private static boolean hasTooManyValues(JsonText text) {
        try (JsonParser parser = text.parser(JSON)) {
            int values = 0;
            for (JsonToken token = parser.nextToken();
                    token != null && values <= VALUES_MAX;
                    token = parser.nextToken()) {
                if (token.isStructStart() || token.isScalarValue()) {
                    values++;
                }
            }
            return values > VALUES_MAX;
        }
    }

    /**
     * A limit of the parser is exceeded at no place in particular, and a text that is not UTF-8 has
     * no places.
     */
    private static String place(JacksonException e) {
        return Optional.ofNullable(e.getLocation())
                .map(at -> " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()))
                .orElse("");
    }

    private static String firstLine(JacksonException e) {
        String message = e.getOriginalMessage();
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}

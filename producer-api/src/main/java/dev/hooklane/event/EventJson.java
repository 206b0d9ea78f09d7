package dev.hooklane.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.function.Function;
import tools.jackson.core.ErrorReportConfiguration;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Opens JSON documents: strict JSON in strict UTF-8, exactly one value. Faults are reported in one
 * line.
 *
 * <p>The text is decoded before Jackson sees it, because Jackson's own decoder accepts overlong and
 * out-of-range code points in strings. Key names are kept out of Jackson's symbol table. When keys
 * are ids, copying that table for every document takes 70 µs instead of 1.
 */
final class EventJson {
    /** The longest number, in characters; more digits break the parsers of some receivers. */
    private static final int MAX_NUMBER_CHARS = 1_000;

    private static final int MAX_QUOTED_TOKEN_CHARS = 20;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    // CanonicalJson has its own exact limit, which is reached
                                    // first.
                                    .maxNestingDepth(2 * CanonicalJson.MAX_DEPTH)
                                    .maxNumberLength(MAX_NUMBER_CHARS)
                                    .maxNameLength(Payload.MAX_BYTES)
                                    .build())
                    .errorReportConfiguration(
                            ErrorReportConfiguration.builder()
                                    .maxErrorTokenLength(MAX_QUOTED_TOKEN_CHARS)
                                    .build())
                    .build();

    private EventJson() {}

    /**
     * Applies {@code reader} to a parser whose current token is the document's first.
     *
     * @throws Rejection if the text is not one JSON value, or {@code reader} throws it
     */
    static <T> T read(byte[] json, Function<JsonParser, T> reader) {
        CharBuffer text = decoded(json);
        int start = text.limit() > 0 && text.get(0) == BYTE_ORDER_MARK ? 1 : 0;
        try (JsonParser parser =
                FACTORY.createParser(
                        ObjectReadContext.empty(), text.array(), start, text.limit() - start)) {
            if (parser.nextToken() == null) {
                throw new Rejection(RejectReason.NOT_JSON, "the value is not JSON: it is empty");
            }
            T result = reader.apply(parser);
            if (parser.nextToken() != null) {
                throw new Rejection(
                        RejectReason.NOT_JSON,
                        "the value is not JSON: more follows its end at character "
                                + parser.currentTokenLocation().getCharOffset());
            }
            return result;
        } catch (JacksonException e) {
            throw new Rejection(RejectReason.NOT_JSON, "the value is not JSON: " + fault(e));
        }
    }

    /** Returns the name of a token in a message. */
    static String kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> "no value";
        };
    }

    private static CharBuffer decoded(byte[] json) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
        } catch (CharacterCodingException e) {
            throw new Rejection(
                    RejectReason.NOT_JSON, "the value is not JSON: its text is not UTF-8");
        }
    }

    private static String fault(JacksonException e) {
        String message = e.getOriginalMessage().lines().findFirst().orElse("");
        boolean hasPlace = !(e instanceof StreamConstraintsException) && e.getLocation() != null;
        return hasPlace ? message + " at character " + e.getLocation().getCharOffset() : message;
    }
}

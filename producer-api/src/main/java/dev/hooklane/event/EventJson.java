package dev.hooklane.event;

import java.util.function.Function;
import tools.jackson.core.ErrorReportConfiguration;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Opens JSON documents: strict JSON in strict UTF-8, exactly one value. Faults are reported in one
 * line.
 */
final class EventJson {
    /** The longest number, in characters; more digits break the parsers of some receivers. */
    private static final int MAX_NUMBER_CHARS = 1_000;

    private static final int MAX_QUOTED_TOKEN_CHARS = 20;

    private static final JsonFactory FACTORY =
            JsonText.factory()
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
        try (JsonParser parser = JsonText.of(json).parser(FACTORY)) {
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

    private static String fault(JacksonException e) {
        String message = e.getOriginalMessage().lines().findFirst().orElse("");
        boolean hasPlace = !(e instanceof StreamConstraintsException) && e.getLocation() != null;
        return hasPlace ? message + " at character " + e.getLocation().getCharOffset() : message;
    }
}

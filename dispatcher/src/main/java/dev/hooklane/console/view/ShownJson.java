package dev.hooklane.console.view;

import java.io.StringWriter;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as it was sent, and again with line breaks. Numbers keep every digit in both.
 *
 * @param raw character by character
 */
public record ShownJson(String raw, String pretty) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Separators SEPARATORS =
            Separators.createDefaultInstance().withObjectNameValueSpacing(Spacing.AFTER);

    /**
     * Returns a field of an object, as the object's text has it; empty if it is null or missing.
     */
    public static Optional<ShownJson> fieldOf(String object, String field) {
        try (JsonParser parser = JSON.createParser(object)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = parser.currentName().equals(field);
                JsonToken value = parser.nextToken();
                int start = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                if (wanted) {
                    int end = (int) parser.currentLocation().getCharOffset();
                    return value == JsonToken.VALUE_NULL
                            ? Optional.empty()
                            : Optional.of(of(object.substring(start, end)));
                }
            }
            return Optional.empty();
        }
    }

    private static ShownJson of(String raw) {
        return new ShownJson(raw, pretty(raw));
    }

    /** Adds line breaks; text that is not JSON stays as it is. */
    public static String pretty(String raw) {
        StringWriter text = new StringWriter();
        try (JsonParser parser = JSON.createParser(raw);
                JsonGenerator generator =
                        JSON.tokenStreamFactory()
                                .createGenerator(
                                        new ObjectWriteContext.Base() {
                                            @Override
                                            public DefaultPrettyPrinter getPrettyPrinter() {
                                                return new DefaultPrettyPrinter(SEPARATORS);
                                            }
                                        },
                                        text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isNumeric()) {
                    generator.writeNumber(parser.getString());
                } else {
                    generator.copyCurrentEvent(parser);
                }
            }
        } catch (JacksonException e) {
            return raw;
        }
        return text.toString();
    }
}

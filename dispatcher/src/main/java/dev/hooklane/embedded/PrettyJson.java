package dev.hooklane.embedded;

import java.io.StringWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * Formats JSON over several lines, token by token, so that every number and repeated key stays as
 * it was written.
 */
public final class PrettyJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private PrettyJson() {}

    /** Returns the formatted text, or the text itself if it is not JSON. */
    public static String of(String text) {
        StringWriter pretty = new StringWriter();
        try (JsonParser parser = MAPPER.createParser(text);
                JsonGenerator generator =
                        MAPPER.writerWithDefaultPrettyPrinter().createGenerator(pretty)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isNumeric()) {
                    generator.writeNumber(parser.getString());
                } else {
                    generator.copyCurrentEvent(parser);
                }
            }
        } catch (JacksonException e) {
            return text;
        }
        return pretty.toString();
    }
}

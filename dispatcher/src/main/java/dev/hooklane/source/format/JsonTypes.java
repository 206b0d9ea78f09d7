package dev.hooklane.source.format;

import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schemas of values that formats have in common. Each call makes a new one. */
final class JsonTypes {
    private JsonTypes() {}

    static ObjectNode of(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    /**
     * @param format a note for readers, which is not checked; of JSON Schema's or OpenAPI's
     *     registry
     */
    static ObjectNode of(String type, String format) {
        return of(type).put("format", format);
    }

    /** A number of floating point, or the text that stands for what is none. */
    static ObjectNode floating() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("type").add("number").add("string");
        return schema.put("pattern", "^(NaN|-?Infinity)$");
    }

    /** Says which members an object always has. */
    static void require(ObjectNode schema, Set<String> names) {
        if (!names.isEmpty()) {
            ArrayNode required = schema.putArray("required");
            names.forEach(required::add);
        }
    }

    static ObjectNode base64() {
        return of("string").put("contentEncoding", "base64");
    }
}

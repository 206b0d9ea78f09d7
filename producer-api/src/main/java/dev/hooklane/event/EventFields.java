package dev.hooklane.event;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Walks the fields of a document's outermost object. */
final class EventFields {
    private final JsonParser parser;
    private final MemberNames names = new MemberNames();

    /**
     * @param parser its current token is the document's first
     * @throws Rejection if the document is not an object
     */
    EventFields(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new Rejection(
                    RejectReason.NOT_JSON,
                    "the value is "
                            + EventJson.kind(parser.currentToken())
                            + ", not a JSON object");
        }
        this.parser = parser;
    }

    /**
     * Moves the parser to the next field's value and returns the field's name; null after the last
     * field.
     *
     * @throws Rejection if the name is repeated
     */
    @Nullable String next() {
        String name = parser.nextName();
        if (name != null) {
            names.add(name);
            parser.nextToken();
        }
        return name;
    }

    /**
     * Returns the field's text; null if the field is null.
     *
     * @param otherwise the reason to reject a field that is neither text nor null
     * @throws Rejection if the field is neither text nor null
     */
    @Nullable String text(String name, RejectReason otherwise) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.VALUE_STRING) {
            throw new Rejection(
                    otherwise, name + " is " + EventJson.kind(token) + ", not a string");
        }
        return parser.getString();
    }

    void skip() {
        parser.skipChildren();
    }
}

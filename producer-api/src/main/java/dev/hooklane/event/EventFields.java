package dev.hooklane.event;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Walks the fields of a document's outermost object. */
final class EventFields {
    private final JsonParser parser;
    private final MemberNames names = new MemberNames();

    /**
     * @param parser stands on the document's first token
     * @throws Rejection if the document is no object
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
     * The next field's name, with the parser standing on its value; null after the last.
     *
     * @throws Rejection if the name came before
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
     * The field's text; null if the field is null.
     *
     * @throws Rejection for this reason, if the field is neither
     */
    @Nullable String text(String name, RejectReason otherwise) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NULL -> null;
            case JsonToken token ->
                    throw new Rejection(
                            otherwise, name + " is " + EventJson.kind(token) + ", not a string");
        };
    }

    void skip() {
        parser.skipChildren();
    }
}

package dev.hooklane.event;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Copies JSON values in canonical form, which is the output of JavaScript's {@code
 * JSON.stringify(JSON.parse(text))}: compact, with array-index keys first, strings as in {@link
 * JsonBytes} and numbers as in {@link JsonNumber}.
 *
 * <p>It makes one streaming pass and builds no tree. An instance serves one document on one thread.
 */
final class CanonicalJson {
    /** The deepest nesting of objects and arrays; the event itself counts as 1. */
    static final int MAX_DEPTH = 500;

    private final JsonParser parser;

    CanonicalJson(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Writes the value whose first token is the parser's current one, and leaves the parser on the
     * value's last token.
     *
     * @param depth how many objects and arrays enclose the value
     * @throws Rejection if a key is repeated or the nesting is too deep
     */
    void copyValue(JsonBytes out, int depth) {
        JsonToken token = parser.currentToken();
        switch (token) {
            case START_OBJECT -> copyObject(out, nested(depth));
            case START_ARRAY -> copyArray(out, nested(depth));
            case VALUE_STRING ->
                    out.putString(
                            parser.getStringCharacters(),
                            parser.getStringOffset(),
                            parser.getStringLength());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    JsonNumber.write(
                            parser.getStringCharacters(),
                            parser.getStringOffset(),
                            parser.getStringLength(),
                            out);
            case VALUE_TRUE -> out.putAscii("true");
            case VALUE_FALSE -> out.putAscii("false");
            case VALUE_NULL -> out.putAscii("null");
            default -> throw new IllegalStateException("no JSON value starts with " + token);
        }
    }

    private static int nested(int depth) {
        if (depth >= MAX_DEPTH) {
            throw new Rejection(
                    RejectReason.TOO_DEEP,
                    "the event's JSON is nested deeper than the limit of " + MAX_DEPTH + " levels");
        }
        return depth + 1;
    }

    private void copyArray(JsonBytes out, int depth) {
        out.put('[');
        boolean first = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!first) {
                out.put(',');
            }
            first = false;
            copyValue(out, depth);
        }
        out.put(']');
    }

    private void copyObject(JsonBytes out, int depth) {
        MemberNames names = new MemberNames();
        out.put('{');
        int membersStart = out.sizeBytes();
        @Nullable MemberOrder order = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            names.add(name);
            if (out.sizeBytes() > membersStart) {
                out.put(',');
            }
            int memberStart = out.sizeBytes();
            long index = ArrayIndex.of(name);
            if (index != ArrayIndex.NONE && order == null) {
                order = new MemberOrder(membersStart, memberStart);
            }
            out.putString(name);
            out.put(':');
            parser.nextToken();
            copyValue(out, depth);
            if (order != null) {
                order.add(index, memberStart, out.sizeBytes());
            }
        }
        if (order != null) {
            order.apply(out);
        }
        out.put('}');
    }
}

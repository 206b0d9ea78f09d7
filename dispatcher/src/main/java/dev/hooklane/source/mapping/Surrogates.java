package dev.hooklane.source.mapping;

import tools.jackson.databind.JsonNode;

/** Finds halves of surrogate pairs, which UTF-8 has no bytes for. */
public final class Surrogates {
    private Surrogates() {}

    /** Returns the place of the first half that stands alone; -1 if there is none. */
    static int loneAt(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Character.isHighSurrogate(c)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1))) {
                at++;
            } else if (Character.isSurrogate(c)) {
                return at;
            }
        }
        return -1;
    }

    /** Reports whether a text or a name in the JSON has a half that stands alone. */
    public static boolean hasLone(JsonNode json) {
        return json.isString()
                ? loneAt(json.stringValue()) >= 0
                : json.propertyNames().stream().anyMatch(name -> loneAt(name) >= 0)
                        || json.valueStream().anyMatch(Surrogates::hasLone);
    }
}

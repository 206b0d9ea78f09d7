package dev.hooklane.catalogue;

import tools.jackson.databind.JsonNode;

/** What can be said of a JSON value whatever it means. */
final class JsonShape {
    private JsonShape() {}

    /** How many objects and arrays its innermost value stands in, itself included. */
    static int depth(JsonNode json) {
        int deepest = 0;
        for (JsonNode inner : json) {
            deepest = Math.max(deepest, depth(inner));
        }
        return json.isContainer() ? deepest + 1 : deepest;
    }

    /** Whether each number in it is one; beyond a double's range Jackson reads an infinity. */
    static boolean isFinite(JsonNode json) {
        if (json.isFloatingPointNumber() && !Double.isFinite(json.doubleValue())) {
            return false;
        }
        for (JsonNode inner : json) {
            if (!isFinite(inner)) {
                return false;
            }
        }
        return true;
    }
}

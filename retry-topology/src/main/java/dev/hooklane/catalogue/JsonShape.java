package dev.hooklane.catalogue;

import tools.jackson.databind.JsonNode;

/** Properties of a JSON value that don't depend on its meaning. */
final class JsonShape {
    private JsonShape() {}

    /**
     * Returns how deep the value's objects and arrays are nested; the value itself counts as 1 if
     * it is one.
     */
    static int depth(JsonNode json) {
        int deepest = 0;
        for (JsonNode inner : json) {
            deepest = Math.max(deepest, depth(inner));
        }
        return json.isContainer() ? deepest + 1 : deepest;
    }

    /**
     * Reports whether all numbers are finite; beyond a double's range Jackson reads an infinity.
     */
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

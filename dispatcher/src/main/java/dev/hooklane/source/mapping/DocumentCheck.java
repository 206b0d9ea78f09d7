package dev.hooklane.source.mapping;

import java.util.ArrayDeque;
import java.util.Deque;
import tools.jackson.databind.JsonNode;

/** Measures a mapping's document before it is read, with its own stack. */
final class DocumentCheck {
    static final int CHARS_MAX = 131_072;
    static final int VALUES_MAX = 5_000;
    static final int DEPTH_MAX = 32;

    private DocumentCheck() {}

    /** A value, and how many objects and lists it is in. */
    private record Place(JsonNode node, int depth) {}

    /**
     * Checks that it is within the limits.
     *
     * @throws MappingException if it is not
     */
    static void check(JsonNode document) {
        long chars = 0;
        int values = 0;
        Deque<Place> open = new ArrayDeque<>();
        open.push(new Place(document, 0));
        while (!open.isEmpty()) {
            Place place = open.pop();
            JsonNode node = place.node();
            values++;
            require(values <= VALUES_MAX, "values", VALUES_MAX);
            require(!node.isContainer() || place.depth() < DEPTH_MAX, "levels", DEPTH_MAX);
            if (node.isString()) {
                chars += node.stringValue().length();
            } else if (node.isObject()) {
                for (String name : node.propertyNames()) {
                    chars += name.length();
                }
            }
            require(chars <= CHARS_MAX, "characters", CHARS_MAX);
            // Not all at once, as a list may be long.
            require(values + (long) open.size() + node.size() <= VALUES_MAX, "values", VALUES_MAX);
            node.values().forEach(each -> open.push(new Place(each, place.depth() + 1)));
        }
    }

    private static void require(boolean rule, String what, int limit) {
        if (!rule) {
            throw new MappingException(
                    "", 1, 1, "the mapping has more than %,d %s".formatted(limit, what));
        }
    }
}

package dev.hooklane.source.mapping;

import dev.hooklane.event.VisibleText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Walks through an event's data once, and refuses what can't be published. It keeps its own stack,
 * so that no record is nested too deep for it.
 */
final class DataCheck {
    /** The event's own object is one more, and 500 are allowed. */
    static final int DEPTH_MAX = 499;

    private static final int BITS_PER_DIGIT = 4;
    private static final int NUMBER_CHARS = 12;

    private final Evaluation evaluation;
    private final Deque<Level> levels = new ArrayDeque<>();

    private DataCheck(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /**
     * Checks the data, and counts its characters.
     *
     * @throws Refusal with the place, if it can't be published
     */
    static void check(JsonNode data, Evaluation evaluation) {
        new DataCheck(evaluation).walk(data);
    }

    /** An object or a list that is being walked through. */
    private static final class Level {
        private final Iterator<Map.Entry<String, JsonNode>> fields;
        private final Iterator<JsonNode> items;
        private final boolean isObject;
        private String name = "";
        private int index = -1;

        Level(JsonNode node) {
            isObject = node.isObject();
            fields = isObject ? node.properties().iterator() : Collections.emptyIterator();
            items = isObject ? Collections.emptyIterator() : node.values().iterator();
        }

        boolean hasNext() {
            return fields.hasNext() || items.hasNext();
        }

        JsonNode next() {
            if (isObject) {
                Map.Entry<String, JsonNode> field = fields.next();
                name = field.getKey();
                return field.getValue();
            }
            index++;
            return items.next();
        }

        @Override
        public String toString() {
            return isObject ? "." + VisibleText.excerpt(name) : "[" + index + "]";
        }
    }

    private void walk(JsonNode data) {
        enter(data);
        while (!levels.isEmpty()) {
            Level level = levels.getLast();
            if (!level.hasNext()) {
                levels.removeLast();
                continue;
            }
            JsonNode node = level.next();
            if (level.isObject) {
                text(level.name, "has a name with");
            }
            if (node.isContainer()) {
                enter(node);
            } else {
                single(node);
            }
        }
    }

    private void enter(JsonNode node) {
        evaluation.made(2);
        if (levels.size() == DEPTH_MAX) {
            // Its path would be as long as it is deep.
            throw new Refusal(
                    "data is nested deeper than the limit of %d levels".formatted(DEPTH_MAX));
        }
        levels.addLast(new Level(node));
    }

    private void single(JsonNode node) {
        evaluation.made(1);
        switch (Kind.of(node)) {
            case TEXT -> text(node.stringValue(), "has");
            case NUMBER -> number(node);
            case BOOLEAN, NULL -> evaluation.made(NUMBER_CHARS / 3);
            case OBJECT, LIST, OTHER ->
                    throw new Refusal("%s is no value that JSON has".formatted(place()));
        }
    }

    private void text(String text, String has) {
        evaluation.made(text.length());
        int at = Surrogates.loneAt(text);
        if (at >= 0) {
            throw new Refusal(
                    "%s %s half of a surrogate pair, at char %d, which can't be sent"
                            .formatted(place(), has, at));
        }
    }

    private void number(JsonNode number) {
        evaluation.made(
                switch (number.numberType()) {
                    case INT, LONG -> NUMBER_CHARS;
                    case BIG_INTEGER -> number.bigIntegerValue().bitLength() / BITS_PER_DIGIT;
                    case BIG_DECIMAL ->
                            number.decimalValue().unscaledValue().bitLength() / BITS_PER_DIGIT
                                    + NUMBER_CHARS;
                    case FLOAT, DOUBLE -> {
                        if (!Double.isFinite(number.doubleValue())) {
                            throw new Refusal(
                                    "%s is %s, which JSON does not have"
                                            .formatted(place(), number.doubleValue()));
                        }
                        yield NUMBER_CHARS;
                    }
                });
    }

    private String place() {
        List<Level> all = new ArrayList<>(levels);
        StringBuilder place = new StringBuilder("data");
        // A deep place is cut in its middle.
        int shown = 6;
        for (int i = 0; i < all.size(); i++) {
            if (i < shown || i >= all.size() - shown) {
                place.append(all.get(i));
            } else if (i == shown) {
                place.append("…");
            }
        }
        return place.toString();
    }
}

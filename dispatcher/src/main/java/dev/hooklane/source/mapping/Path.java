package dev.hooklane.source.mapping;

import dev.hooklane.event.VisibleText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A path into the record, such as {@code value.lines[0].sku?}.
 *
 * @param rootMayBeNull whether a {@code ?} follows the root
 */
record Path(Root root, String rootText, boolean rootMayBeNull, List<Step> steps)
        implements Expression {
    static final int STEPS_MAX = 50;
    private static final int NAMES_SHOWN = 8;

    Path {
        steps = List.copyOf(steps);
    }

    /** Where a path begins. */
    sealed interface Root {
        Value of(Evaluation evaluation);

        /** The record's key. */
        record Key() implements Root {
            @Override
            public Value of(Evaluation evaluation) {
                return new Value.Found(evaluation.key());
            }
        }

        /** The record's value. */
        record OfValue() implements Root {
            @Override
            public Value of(Evaluation evaluation) {
                return new Value.Found(evaluation.value());
            }
        }

        /** The record's headers. */
        record Headers() implements Root {
            @Override
            public Value of(Evaluation evaluation) {
                return new Value.Found(evaluation.headers());
            }
        }

        /** Where the record is. */
        record Metadata() implements Root {
            @Override
            public Value of(Evaluation evaluation) {
                return new Value.Found(evaluation.metadata());
            }
        }

        /** What another expression gives. */
        record Of(Expression expression) implements Root {
            @Override
            public Value of(Evaluation evaluation) {
                return expression.in(evaluation);
            }
        }

        /** The item of a list, in {@code map}. */
        record Variable(int slot) implements Root {
            @Override
            public Value of(Evaluation evaluation) {
                return new Value.Found(evaluation.variable(slot));
            }
        }
    }

    /**
     * A step into an object or a list.
     *
     * @param name of the object's member; empty for a list
     * @param index in the list; -1 for an object
     * @param optional whether there may be none
     * @param text the path up to here, for reasons
     */
    record Step(String name, int index, boolean optional, String text) {
        boolean isIndex() {
            return index >= 0;
        }
    }

    @Override
    public Set<Kind> kinds() {
        return root instanceof Root.Headers || root instanceof Root.Metadata
                ? (steps.isEmpty() ? Set.of(Kind.OBJECT) : Set.of(Kind.TEXT, Kind.NUMBER))
                : Kind.ANY;
    }

    @Override
    public Value compute(Evaluation evaluation) {
        return switch (root.of(evaluation)) {
            case Value.Found(JsonNode node) -> follow(node, evaluation);
            case Value.Absent(boolean allowed, var reason) ->
                    new Value.Absent(allowed || rootMayBeNull, reason);
        };
    }

    private Value follow(JsonNode from, Evaluation evaluation) {
        JsonNode at = from;
        String text = rootText;
        boolean mayBeNull = rootMayBeNull;
        for (Step step : steps) {
            evaluation.step();
            Kind wanted = step.isIndex() ? Kind.LIST : Kind.OBJECT;
            Kind kind = Kind.of(at);
            if (kind == Kind.NULL) {
                return isNull(text, wanted, mayBeNull);
            }
            if (kind != wanted) {
                throw new Refusal("%s is %s; %s is expected".formatted(text, kind, wanted));
            }
            JsonNode next = step.isIndex() ? at.get(step.index()) : at.get(step.name());
            if (next == null) {
                return notThere(step, text, at);
            }
            at = next;
            text = step.text();
            mayBeNull = step.optional();
        }
        return steps.isEmpty() && mayBeNull && at.isNull()
                ? isNull(text, Kind.OBJECT, true)
                : new Value.Found(at);
    }

    private static Value isNull(String text, Kind wanted, boolean allowed) {
        return new Value.Absent(
                allowed, () -> "%s is null; %s is expected".formatted(text, wanted));
    }

    private static Value notThere(Step step, String parent, JsonNode at) {
        return new Value.Absent(
                step.optional(),
                () -> "%s is not there; %s has %s".formatted(step.text(), parent, content(at)));
    }

    /** Returns what an object or a list has, in a few words. */
    static String content(JsonNode at) {
        if (at.isArray()) {
            return at.size() == 1 ? "1 item" : at.size() + " items";
        }
        if (at.isEmpty()) {
            return "no fields";
        }
        String names =
                at.propertyStream()
                        .limit(NAMES_SHOWN)
                        .map(field -> VisibleText.quoted(field.getKey()))
                        .map(quoted -> quoted.substring(1, quoted.length() - 1))
                        .collect(Collectors.joining(", "));
        return at.size() > NAMES_SHOWN ? names + ", …" : names;
    }
}

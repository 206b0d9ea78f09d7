package dev.hooklane.source.mapping;

import dev.hooklane.event.VisibleText;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * An expression that something else needs a value from.
 *
 * @param text the expression as it was written, for reasons
 */
record Operand(Expression expression, String text) {
    private static final int TEXT_MAX = 80;

    Operand {
        String line = VisibleText.line(Words.onOneLine(text));
        text = line.length() <= TEXT_MAX ? line : line.substring(0, TEXT_MAX) + "…";
    }

    /**
     * Returns the value; empty if there is none, and there need not be one.
     *
     * @throws Refusal if there is none but must be, or it is of another kind
     */
    Optional<JsonNode> of(Set<Kind> kinds, Evaluation evaluation) {
        return switch (expression.in(evaluation)) {
            case Value.Found(JsonNode node) -> Optional.of(checked(node, kinds));
            case Value.Absent(boolean allowed, var reason) -> {
                if (!allowed) {
                    throw new Refusal(reason.get());
                }
                yield Optional.empty();
            }
        };
    }

    /** Returns the value, which must be there. */
    JsonNode must(Set<Kind> kinds, Evaluation evaluation) {
        return of(kinds, evaluation)
                .orElseThrow(() ->
                        new Refusal(
                                "%s gives nothing; %s is expected"
                                        .formatted(text, Kind.words(kinds))));
    }

    boolean holds(Evaluation evaluation) {
        return must(Set.of(Kind.BOOLEAN), evaluation).booleanValue();
    }

    private JsonNode checked(JsonNode node, Set<Kind> kinds) {
        Kind kind = Kind.of(node);
        if (!kinds.contains(kind)) {
            throw new Refusal("%s is %s; %s is expected".formatted(text, kind, Kind.words(kinds)));
        }
        return node;
    }
}

package dev.hooklane.source.mapping;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * An expression of the mapping's own document, whose place the reasons begin with.
 *
 * @param place the field of the event, such as {@code data.total}
 * @param wanted what it must give, if it gives anything
 */
record Placed(String place, Operand operand, Set<Kind> wanted) implements Expression {
    @Override
    public Value compute(Evaluation evaluation) {
        try {
            Optional<JsonNode> found = operand.of(wanted, evaluation);
            return found.isPresent() ? new Value.Found(found.get()) : Value.Absent.DROPPED;
        } catch (Refusal e) {
            throw e.isLimit() ? e : new Refusal(place + ": " + e.reason());
        }
    }
}

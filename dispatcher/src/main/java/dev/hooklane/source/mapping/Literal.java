package dev.hooklane.source.mapping;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A value that the mapping itself has. */
record Literal(JsonNode node) implements Expression {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.of(node));
    }

    @Override
    public Value compute(Evaluation evaluation) {
        return new Value.Found(node);
    }
}

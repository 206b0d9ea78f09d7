package dev.hooklane.source.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Objects and lists that are put together from parts. A part that gives nothing is left out. */
sealed interface Shape extends Expression {
    /**
     * An object.
     *
     * @param members in the order in which they are written
     */
    record OfObject(List<Map.Entry<String, Expression>> members) implements Shape {
        public OfObject {
            members = List.copyOf(members);
        }

        @Override
        public Set<Kind> kinds() {
            return Set.of(Kind.OBJECT);
        }

        @Override
        public Value compute(Evaluation evaluation) {
            ObjectNode made = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, Expression> member : members) {
                member.getValue().in(evaluation).ifThere(node -> made.set(member.getKey(), node));
            }
            return new Value.Found(made);
        }
    }

    /** A list. */
    record OfList(List<Expression> items) implements Shape {
        public OfList {
            items = List.copyOf(items);
        }

        @Override
        public Set<Kind> kinds() {
            return Set.of(Kind.LIST);
        }

        @Override
        public Value compute(Evaluation evaluation) {
            ArrayNode made = JsonNodeFactory.instance.arrayNode(items.size());
            for (Expression item : items) {
                item.in(evaluation).ifThere(made::add);
            }
            return new Value.Found(made);
        }
    }
}

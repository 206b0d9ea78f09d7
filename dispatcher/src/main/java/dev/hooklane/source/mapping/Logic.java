package dev.hooklane.source.mapping;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** Conditions, and expressions that are chosen by one. */
sealed interface Logic extends Expression {
    /** A condition: true or false, and always one of them. */
    non-sealed interface Condition extends Logic {
        boolean holds(Evaluation evaluation);

        @Override
        default Set<Kind> kinds() {
            return Set.of(Kind.BOOLEAN);
        }

        @Override
        default Value compute(Evaluation evaluation) {
            return new Value.Found(BooleanNode.valueOf(holds(evaluation)));
        }
    }

    /** All parts hold; those after one that doesn't are not looked at. */
    record And(List<Operand> parts) implements Condition {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Evaluation evaluation) {
            return parts.stream().allMatch(part -> part.holds(evaluation));
        }
    }

    /** At least one part holds; those after it are not looked at. */
    record Or(List<Operand> parts) implements Condition {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Evaluation evaluation) {
            return parts.stream().anyMatch(part -> part.holds(evaluation));
        }
    }

    /** The part does not hold. */
    record Not(Operand part) implements Condition {
        @Override
        public boolean holds(Evaluation evaluation) {
            return !part.holds(evaluation);
        }
    }

    /** There is a value, even if it is null. */
    record Exists(Expression part) implements Condition {
        @Override
        public boolean holds(Evaluation evaluation) {
            return part.in(evaluation) instanceof Value.Found;
        }
    }

    /** Both sides are the same, or not. A side that may be absent, and is, is not the same. */
    record Same(Operand left, Operand right, boolean wanted) implements Condition {
        @Override
        public boolean holds(Evaluation evaluation) {
            Optional<JsonNode> first = left.of(Kind.ANY, evaluation);
            Optional<JsonNode> second = right.of(Kind.ANY, evaluation);
            boolean isSame =
                    first.isPresent()
                            && second.isPresent()
                            && Scalars.same(first.get(), second.get(), left.text(), evaluation);
            return isSame == wanted;
        }
    }

    /** The left side is one of the list's items. */
    record In(Operand left, Operand list) implements Condition {
        @Override
        public boolean holds(Evaluation evaluation) {
            Optional<JsonNode> item = left.of(Kind.ANY, evaluation);
            Optional<JsonNode> items = list.of(Set.of(Kind.LIST), evaluation);
            if (item.isEmpty() || items.isEmpty()) {
                return false;
            }
            for (JsonNode each : items.get()) {
                evaluation.step();
                if (Scalars.same(item.get(), each, left.text(), evaluation)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The left number compares with the right one as {@code order} says. */
    record Beside(Operand left, Order order, Operand right) implements Condition {
        private static final Set<Kind> NUMBERS = Set.of(Kind.NUMBER);

        @Override
        public boolean holds(Evaluation evaluation) {
            Optional<JsonNode> first = left.of(NUMBERS, evaluation);
            Optional<JsonNode> second = right.of(NUMBERS, evaluation);
            if (first.isEmpty() || second.isEmpty()) {
                return false;
            }
            int compared =
                    Decimals.of(first.get(), left.text())
                            .compareTo(Decimals.of(second.get(), right.text()));
            return switch (order) {
                case LESS_THAN -> compared < 0;
                case AT_MOST -> compared <= 0;
                case GREATER_THAN -> compared > 0;
                case AT_LEAST -> compared >= 0;
            };
        }
    }

    /** How a number compares with another. */
    enum Order {
        LESS_THAN,
        AT_MOST,
        GREATER_THAN,
        AT_LEAST
    }

    /** The first part that gives a value other than null; the last one as it is. */
    record Fallback(List<Expression> parts) implements Logic {
        public Fallback {
            parts = List.copyOf(parts);
        }

        @Override
        public Set<Kind> kinds() {
            return Kind.union(parts);
        }

        @Override
        public Value compute(Evaluation evaluation) {
            for (Expression part : parts.subList(0, parts.size() - 1)) {
                if (part.in(evaluation) instanceof Value.Found found && !found.node().isNull()) {
                    return found;
                }
            }
            return parts.getLast().in(evaluation);
        }
    }

    /** One of two expressions; the other one is not looked at. */
    record If(Operand condition, Expression then, Expression otherwise) implements Logic {
        @Override
        public Set<Kind> kinds() {
            return Kind.union(List.of(then, otherwise));
        }

        @Override
        public Value compute(Evaluation evaluation) {
            return (condition.holds(evaluation) ? then : otherwise).in(evaluation);
        }
    }

    /** Nothing: the field or item is left out. */
    record Drop() implements Logic {
        @Override
        public Set<Kind> kinds() {
            return Set.of();
        }

        @Override
        public Value compute(Evaluation evaluation) {
            return Value.Absent.DROPPED;
        }
    }
}

package dev.hooklane.filter;

import java.math.BigDecimal;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * One condition on an event's data, read once and evaluated for each event. Immutable.
 *
 * <p>A comparison is false if its field is missing or has another type than the value it is
 * compared with. A {@link Not} around it is then true.
 */
sealed interface Condition {
    /** Reports whether the condition holds for the data, a JSON object. */
    boolean holds(JsonNode data);

    /** All parts hold. */
    record And(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(JsonNode data) {
            return parts.stream().allMatch(each -> each.holds(data));
        }
    }

    /** At least one part holds. */
    record Or(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(JsonNode data) {
            return parts.stream().anyMatch(each -> each.holds(data));
        }
    }

    /** The part does not hold. */
    record Not(Condition part) implements Condition {
        @Override
        public boolean holds(JsonNode data) {
            return !part.holds(data);
        }
    }

    /** The field exists, even if it is null; or, if {@code wanted} is false, it does not exist. */
    record Exists(JsonPointer field, boolean wanted) implements Condition {
        @Override
        public boolean holds(JsonNode data) {
            return data.at(field).isMissingNode() != wanted;
        }
    }

    /** The field is one of these strings, numbers, booleans or null. */
    record In(JsonPointer field, List<JsonNode> values) implements Condition {
        @Override
        public boolean holds(JsonNode data) {
            JsonNode found = data.at(field);
            return values.stream().anyMatch(value -> same(value, found));
        }

        /** Numbers are equal if their values are: 1, 1.0 and 1e0. */
        private static boolean same(JsonNode value, JsonNode found) {
            return value.isNumber()
                    ? found.isNumber() && value.decimalValue().compareTo(found.decimalValue()) == 0
                    : value.equals(found);
        }
    }

    /** The field is a string that starts with {@code prefix}. */
    record Prefix(JsonPointer field, String prefix) implements Condition {
        @Override
        public boolean holds(JsonNode data) {
            JsonNode found = data.at(field);
            return found.isString() && found.stringValue().startsWith(prefix);
        }
    }

    /** The field is a number that compares with the limit as {@code order} says. */
    record Beside(JsonPointer field, Order order, BigDecimal limit) implements Condition {
        @Override
        public boolean holds(JsonNode data) {
            JsonNode found = data.at(field);
            if (!found.isNumber()) {
                return false;
            }
            int compared = found.decimalValue().compareTo(limit);
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
}

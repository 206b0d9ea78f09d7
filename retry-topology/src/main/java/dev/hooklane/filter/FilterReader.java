package dev.hooklane.filter;

import dev.hooklane.event.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Reads a filter's JSON once, from the outside in, and rejects anything that could not be
 * evaluated.
 */
final class FilterReader {
    static final int DEPTH_MAX = 5;
    static final int CONDITIONS_MAX = 50;
    static final int VALUES_MAX = 100;
    static final int TEXT_MAX = 256;
    private static final String FIELD = "field";
    private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*)+");

    private int conditions;

    /**
     * Reads a condition.
     *
     * @param place its place in the request, such as {@code filter.and[1]}
     * @param depth of nested conditions, including this one
     * @throws IllegalArgumentException with a message of one line, if it is not a condition or
     *     exceeds a limit
     */
    Condition read(JsonNode json, String place, int depth) {
        require(json.isObject(), place, "is not an object");
        require(
                depth <= DEPTH_MAX,
                place,
                "is nested %d deep, the limit is %d".formatted(depth, DEPTH_MAX));
        conditions++;
        require(
                conditions <= CONDITIONS_MAX,
                place,
                "is condition %d, the limit is %d".formatted(conditions, CONDITIONS_MAX));
        if (json.has(FIELD)) {
            return ofField(json, place);
        }
        require(
                json.size() == 1,
                place,
                "has %d members; one of and, or, not, or a field with one operator is allowed"
                        .formatted(json.size()));
        String operator = json.propertyNames().iterator().next();
        String inner = place + "." + operator;
        return switch (operator) {
            case "and" -> new Condition.And(several(json.get(operator), inner, depth));
            case "or" -> new Condition.Or(several(json.get(operator), inner, depth));
            case "not" -> new Condition.Not(read(json.get(operator), inner, depth + 1));
            default ->
                    throw refused(
                            place, "has %s but no field".formatted(VisibleText.quoted(operator)));
        };
    }

    private List<Condition> several(JsonNode json, String place, int depth) {
        require(
                json.isArray() && !json.isEmpty(),
                place,
                "is not a list of at least one condition");
        List<Condition> all = new ArrayList<>();
        for (JsonNode each : json) {
            all.add(read(each, "%s[%d]".formatted(place, all.size()), depth + 1));
        }
        return List.copyOf(all);
    }

    private static Condition ofField(JsonNode json, String place) {
        JsonPointer field = pointer(json.get(FIELD), place + "." + FIELD);
        require(
                json.size() == 2,
                place,
                "has %d operators beside its field; exactly one is allowed"
                        .formatted(json.size() - 1));
        String operator =
                json.propertyNames().stream()
                        .filter(name -> !name.equals(FIELD))
                        .findFirst()
                        .orElseThrow();
        JsonNode value = json.get(operator);
        String inner = place + "." + operator;
        return switch (operator) {
            case "equals" -> new Condition.In(field, List.of(scalar(value, inner)));
            case "in" -> new Condition.In(field, scalars(value, inner));
            case "prefix" -> new Condition.Prefix(field, text(value, inner));
            case "exists" -> {
                require(value.isBoolean(), inner, "is not true or false");
                yield new Condition.Exists(field, value.booleanValue());
            }
            case "lessThan" -> number(field, Condition.Order.LESS_THAN, value, inner);
            case "atMost" -> number(field, Condition.Order.AT_MOST, value, inner);
            case "greaterThan" -> number(field, Condition.Order.GREATER_THAN, value, inner);
            case "atLeast" -> number(field, Condition.Order.AT_LEAST, value, inner);
            default ->
                    throw refused(
                            place,
                            "has operator %s; equals, in, prefix, exists, lessThan, atMost, greaterThan and atLeast are known"
                                    .formatted(VisibleText.quoted(operator)));
        };
    }

    private static Condition number(
            JsonPointer field, Condition.Order order, JsonNode limit, String place) {
        require(limit.isNumber(), place, "is not a number");
        return new Condition.Beside(field, order, scalar(limit, place).decimalValue());
    }

    private static JsonPointer pointer(JsonNode json, String place) {
        String text = text(json, place);
        require(
                POINTER.matcher(text).matches(),
                place,
                "%s is not a JSON Pointer into data, such as /metadata/plan"
                        .formatted(VisibleText.quoted(text)));
        return JsonPointer.compile(text);
    }

    private static String text(JsonNode json, String place) {
        require(json.isString(), place, "is not a string");
        String text = json.stringValue();
        int length = text.codePointCount(0, text.length());
        require(
                length >= 1 && length <= TEXT_MAX,
                place,
                "has %d characters; 1 to %d are allowed".formatted(length, TEXT_MAX));
        return text;
    }

    private static List<JsonNode> scalars(JsonNode json, String place) {
        require(json.isArray(), place, "is not a list");
        require(
                !json.isEmpty() && json.size() <= VALUES_MAX,
                place,
                "has %d values; 1 to %d are allowed".formatted(json.size(), VALUES_MAX));
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode each : json) {
            all.add(scalar(each, "%s[%d]".formatted(place, all.size())));
        }
        return List.copyOf(all);
    }

    private static JsonNode scalar(JsonNode json, String place) {
        require(
                json.isString() || json.isNumber() || json.isBoolean() || json.isNull(),
                place,
                "is not a string, number, boolean or null");
        if (json.isString()) {
            String text = json.stringValue();
            int length = text.codePointCount(0, text.length());
            require(
                    length <= TEXT_MAX,
                    place,
                    "has %d characters, the limit is %d".formatted(length, TEXT_MAX));
        }
        require(!json.isNumber() || isFinite(json), place, "is a number beyond +-1.8e308");
        return json;
    }

    /** Beyond a double's range Jackson reads an infinity, which can't be compared with anything. */
    private static boolean isFinite(JsonNode number) {
        return number.isIntegralNumber()
                ? number.bigIntegerValue().bitLength() < Double.MAX_EXPONENT
                : Double.isFinite(number.doubleValue());
    }

    private static void require(boolean rule, String place, String broken) {
        if (!rule) {
            throw refused(place, broken);
        }
    }

    private static IllegalArgumentException refused(String place, String broken) {
        return new IllegalArgumentException(place + " " + broken);
    }
}

package dev.hooklane.source.mapping;

import dev.hooklane.event.VisibleText;
import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;

/**
 * Exact numbers. One that is computed with has at most 1,000 digits when it is written out, so that
 * {@code 1e999999999} costs neither time nor memory. One that is only passed on keeps what it has.
 */
final class Decimals {
    static final int DIGITS_MAX = 1_000;

    /** A number of so many bits may have one digit more than the limit, and none has many more. */
    private static final int BITS_MAX = 3_322;

    private static final int EXPONENT_DIGITS_MAX = 6;

    private Decimals() {}

    /**
     * Returns the number's exact value. That of a double is the shortest decimal that stands for
     * it, which is how it is written as JSON.
     *
     * @param what the number's place, for the reason
     * @throws Refusal if it is not finite, or has too many digits
     */
    static BigDecimal of(JsonNode number, String what) {
        return switch (number.numberType()) {
            case INT, LONG -> BigDecimal.valueOf(number.longValue());
            case BIG_INTEGER -> new BigDecimal(checked(number.bigIntegerValue(), what));
            case FLOAT -> finite(number.floatValue(), Float.toString(number.floatValue()), what);
            case DOUBLE ->
                    finite(number.doubleValue(), Double.toString(number.doubleValue()), what);
            case BIG_DECIMAL -> checked(number.decimalValue(), what);
        };
    }

    /**
     * Reads a number as JSON writes it.
     *
     * @throws Refusal if the text is anything else
     */
    static JsonNode read(String text, String what) {
        if (text.length() > DIGITS_MAX + 10 || !isJson(text)) {
            throw new Refusal(
                    "%s is %s, which is not a number as JSON has it, such as -12.50"
                            .formatted(what, VisibleText.quoted(text)));
        }
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (exponent >= 0 && text.length() - exponent > EXPONENT_DIGITS_MAX) {
            throw tooLong(what);
        }
        return node(checked(new BigDecimal(text), what));
    }

    /**
     * Reports whether both have the same value; those with too many digits, whether they look so.
     */
    static boolean same(JsonNode first, JsonNode second) {
        try {
            return of(first, "").compareTo(of(second, "")) == 0;
        } catch (Refusal e) {
            return first.equals(second);
        }
    }

    /** Returns an integer as one, as formats do, and all else as a decimal. */
    private static JsonNode node(BigDecimal exact) {
        if (exact.scale() != 0) {
            return DecimalNode.valueOf(exact);
        }
        BigInteger integer = exact.unscaledValue();
        if (integer.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(integer.intValue());
        }
        return integer.bitLength() < Long.SIZE
                ? LongNode.valueOf(integer.longValue())
                : BigIntegerNode.valueOf(integer);
    }

    private static BigDecimal finite(double value, String shortest, String what) {
        if (!Double.isFinite(value)) {
            throw new Refusal("%s is %s, which JSON does not have".formatted(what, value));
        }
        return new BigDecimal(shortest);
    }

    private static BigInteger checked(BigInteger integer, String what) {
        if (integer.bitLength() > BITS_MAX) {
            throw tooLong(what);
        }
        return integer;
    }

    private static BigDecimal checked(BigDecimal exact, String what) {
        checked(exact.unscaledValue(), what);
        if (exact.scale() > DIGITS_MAX || (long) exact.precision() - exact.scale() > DIGITS_MAX) {
            throw tooLong(what);
        }
        return exact;
    }

    private static Refusal tooLong(String what) {
        return new Refusal(
                "%s has more than %,d digits when it is written out".formatted(what, DIGITS_MAX));
    }

    /** Reports whether the text is a number by JSON's grammar. */
    static boolean isJson(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        int whole = digits(text, at);
        if (whole == at || (text.charAt(at) == '0' && whole > at + 1)) {
            return false;
        }
        at = whole;
        if (at < text.length() && text.charAt(at) == '.') {
            int fraction = digits(text, at + 1);
            if (fraction == at + 1) {
                return false;
            }
            at = fraction;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int first = at + 1;
            if (first < text.length() && (text.charAt(first) == '+' || text.charAt(first) == '-')) {
                first++;
            }
            at = digits(text, first);
            if (at == first) {
                return false;
            }
        }
        return at == text.length();
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}

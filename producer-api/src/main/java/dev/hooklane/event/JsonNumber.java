package dev.hooklane.event;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The canonical form of a JSON number: JavaScript's form if it has the same value, otherwise the
 * literal as written.
 *
 * <p>JavaScript reads every number as a double. If the shortest text of that double has the same
 * value as the literal (1.0, 1E3, 0.10), it replaces the literal. A literal that would lose digits,
 * overflow or underflow is kept, so that exact parsers can still read it. Values are compared as
 * digits and exponent, never as a BigDecimal, so {@code 1e999999999} costs nothing.
 *
 * @see <a href="https://tc39.es/ecma262/#sec-numeric-types-number-tostring">ECMAScript
 *     Number::toString</a>
 */
final class JsonNumber {
    /**
     * Decimals of up to 15 digits are all different doubles, so each is the shortest text of its
     * double.
     */
    private static final int SAFE_DIGITS = 15;

    /** JavaScript writes integers of up to 21 digits without an exponent. */
    private static final int SAFE_DIGITS_OF_INTEGERS = 21;

    /**
     * Before Java 19, its text of a double may have too many digits.
     *
     * @see <a href="https://bugs.openjdk.org/browse/JDK-4511638">JDK-4511638</a>
     */
    private static final boolean JAVA_WRITES_FEWEST_DIGITS = Runtime.version().feature() >= 19;

    private JsonNumber() {}

    static void write(char[] literal, int offset, int length, JsonBytes out) {
        if (isCanonicalAtAGlance(literal, offset, length)) {
            out.putAscii(literal, offset, length);
        } else {
            out.putAscii(canonical(new String(literal, offset, length)));
        }
    }

    /**
     * Returns true for an integer or a short decimal that needs no other form; false means
     * "unknown". If the shortest text of an integer's double has the same value, it is the integer
     * as written, and if not, the literal is kept.
     */
    private static boolean isCanonicalAtAGlance(char[] literal, int offset, int length) {
        int end = offset + length;
        int first = literal[offset] == '-' ? offset + 1 : offset;
        if (end - first > SAFE_DIGITS_OF_INTEGERS || (literal[first] == '0' && first > offset)) {
            return false;
        }
        int dot = -1;
        for (int at = first; at < end; at++) {
            char c = literal[at];
            if (c == '.') {
                dot = at;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        if (dot < 0) {
            return true;
        }
        // The last digit must be significant, and JavaScript must write a number below 1 without an
        // exponent.
        return end - first <= SAFE_DIGITS
                && literal[end - 1] != '0'
                && (literal[first] != '0' || literal[dot + 1] != '0');
    }

    /** Returns the canonical text of a literal that is a valid JSON number. */
    static String canonical(String literal) {
        double value = Double.parseDouble(literal);
        if (Double.isInfinite(value)) {
            return literal;
        }
        Decimal written = Decimal.of(literal);
        if (written.digits().isEmpty()) {
            return "0";
        }
        Decimal shortest = shortest(value);
        return shortest.equals(written) ? shortest.toJavaScript() : literal;
    }

    /**
     * Returns the fewest digits that read back as this double. Java's text has the fewest too,
     * except that it always has at least two: the smallest double is 4.9E-324 in Java and 5e-324 in
     * JavaScript.
     */
    private static Decimal shortest(double value) {
        Decimal decimal = Decimal.of(Double.toString(value));
        if (!JAVA_WRITES_FEWEST_DIGITS) {
            return shortest(value, decimal);
        }
        if (decimal.digits().length() == 2) {
            int tens =
                    decimal.digits().charAt(0) - '0' + (decimal.digits().charAt(1) >= '5' ? 1 : 0);
            Decimal oneDigit =
                    Decimal.of(
                            (decimal.negative() ? "-" : "") + tens + "e" + (decimal.point() - 1));
            if (Double.parseDouble(oneDigit.toJavaScript()) == value) {
                return oneDigit;
            }
        }
        return decimal;
    }

    /** The same from a text that may have too many digits, or not the nearest; much slower. */
    private static Decimal shortest(double value, Decimal text) {
        BigDecimal exact = new BigDecimal(value);
        Decimal shortest = text;
        for (int digits = text.digits().length(); digits > 0; digits--) {
            Optional<BigDecimal> nearest = nearest(exact, digits, value);
            if (nearest.isEmpty()) {
                break;
            }
            shortest = Decimal.of(nearest.get().toString());
        }
        return shortest;
    }

    /** Returns the nearest number of so many digits that reads back as {@code value}, if any. */
    private static Optional<BigDecimal> nearest(BigDecimal exact, int digits, double value) {
        return Stream.of(RoundingMode.DOWN, RoundingMode.UP)
                .map(mode -> exact.round(new MathContext(digits, mode)))
                .filter(number -> Double.parseDouble(number.toString()) == value)
                // Of two that are as near, JavaScript takes the even one.
                .min(
                        Comparator.comparing((BigDecimal number) -> number.subtract(exact).abs())
                                .thenComparing(number -> number.unscaledValue().testBit(0)));
    }

    /**
     * A decimal number as JavaScript's specification defines it: 0.digits × 10^point.
     *
     * @param digits without zeros at either end; empty for zero
     */
    private record Decimal(boolean negative, String digits, long point) {

        static Decimal of(String literal) {
            int exponentAt = Math.max(literal.indexOf('e'), literal.indexOf('E'));
            String mantissa = exponentAt < 0 ? literal : literal.substring(0, exponentAt);
            boolean negative = mantissa.startsWith("-");
            int first = negative ? 1 : 0;
            int dot = mantissa.indexOf('.');
            String whole = dot < 0 ? mantissa.substring(first) : mantissa.substring(first, dot);
            String all = dot < 0 ? whole : whole + mantissa.substring(dot + 1);
            int from = 0;
            int to = all.length();
            while (from < to && all.charAt(from) == '0') {
                from++;
            }
            while (to > from && all.charAt(to - 1) == '0') {
                to--;
            }
            if (from == to) {
                return new Decimal(false, "", 0);
            }
            long exponent = exponentAt < 0 ? 0 : exponent(literal, exponentAt + 1);
            return new Decimal(negative, all.substring(from, to), whole.length() - from + exponent);
        }

        /**
         * Returns the exponent; if it has too many digits for a long, one far outside any double's
         * range.
         */
        private static long exponent(String literal, int from) {
            long limit = 1_000_000_000_000L;
            boolean negative = literal.charAt(from) == '-';
            long exponent = 0;
            for (int at = Character.isDigit(literal.charAt(from)) ? from : from + 1;
                    at < literal.length();
                    at++) {
                exponent = Math.min(limit, exponent * 10 + (literal.charAt(at) - '0'));
            }
            return negative ? -exponent : exponent;
        }

        String toJavaScript() {
            return (negative ? "-" : "") + unsigned();
        }

        private String unsigned() {
            int count = digits.length();
            if (count <= point && point <= 21) {
                return digits + "0".repeat((int) point - count);
            }
            if (0 < point && point <= 21) {
                return digits.substring(0, (int) point) + "." + digits.substring((int) point);
            }
            if (-6 < point && point <= 0) {
                return "0." + "0".repeat((int) -point) + digits;
            }
            long exponent = point - 1;
            String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
        }
    }
}

package dev.hooklane.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;

/** Random JSON number literals for tests, with an eye for the places where their forms change. */
final class NumberLiterals {
    private NumberLiterals() {}

    /** A literal of any kind, also of those that no double holds. */
    static String any(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Integer.toString(random.nextInt(-1_000, 1_000));
            case 1 -> new BigInteger(random.nextInt(1, 120), random).toString();
            case 2 ->
                    new BigDecimal(
                                    new BigInteger(random.nextInt(1, 100), random),
                                    random.nextInt(-40, 40))
                            .toString();
            case 3 ->
                    "-0."
                            + "0".repeat(random.nextInt(9))
                            + random.nextInt(1, 100_000_000)
                            + "0".repeat(random.nextInt(3));
            case 4 ->
                    random.nextInt(1, 10_000)
                            + (random.nextBoolean() ? "E" : "e+")
                            + random.nextInt(330);
            default -> lossless(random);
        };
    }

    /** A literal, in one of many writings, whose value a double's shortest text has exactly. */
    static String lossless(Random random) {
        List<String> writings = writingsOf(anyDouble(random));
        return writings.get(random.nextInt(writings.size()));
    }

    /**
     * A finite double: an integer, a short decimal, a power of two or ten or its neighbour, or any
     * bits.
     */
    static double anyDouble(Random random) {
        double value =
                switch (random.nextInt(7)) {
                    case 0 -> random.nextInt();
                    case 1 -> random.nextInt(1_000_000) / 100.0;
                    case 2 -> random.nextLong(1L << 54);
                    case 3 -> Math.scalb(1.0, random.nextInt(-1_074, 1_024));
                    case 4 -> Double.parseDouble("1e" + random.nextInt(-323, 309));
                    case 5 -> Double.longBitsToDouble(random.nextLong(1_000));
                    default -> Double.longBitsToDouble(random.nextLong());
                };
        value = random.nextInt(4) == 0 ? Math.nextUp(value) : value;
        return Double.isFinite(value) ? value : 0;
    }

    /** The double's shortest decimal, written in several ways. */
    static List<String> writingsOf(double value) {
        BigDecimal shortest =
                Math.abs(value) < Double.MIN_NORMAL || Runtime.version().feature() < 19
                        ? fewestDigits(value)
                        : new BigDecimal(Double.toString(value));
        String plain = shortest.toPlainString();
        return List.of(
                shortest.toString(),
                shortest.toEngineeringString(),
                plain,
                plain + (plain.contains(".") ? "000" : ".00"),
                shortest.unscaledValue() + "e" + -shortest.scale());
    }

    /** Java's own text has a second digit where one is enough, and before Java 19 too many. */
    private static BigDecimal fewestDigits(double value) {
        for (int digits = 1; ; digits++) {
            BigDecimal below = rounded(value, digits, RoundingMode.DOWN);
            BigDecimal above = rounded(value, digits, RoundingMode.UP);
            BigDecimal nearest = rounded(value, digits, RoundingMode.HALF_EVEN);
            // Next to a power of two, only the one that is less near may read back.
            for (BigDecimal number : List.of(nearest, below, above)) {
                if (number.doubleValue() == value) {
                    return number;
                }
            }
        }
    }

    private static BigDecimal rounded(double value, int digits, RoundingMode mode) {
        return new BigDecimal(value).round(new MathContext(digits, mode));
    }
}

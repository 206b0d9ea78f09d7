package dev.hooklane.call;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * How much of us a server may take.
 *
 * @param patience the most that a request may take, from connecting to the end of its answer
 * @param bytesMax the longest body of an answer
 * @param atOnceMax the most requests at a time; others are refused
 */
public record Bounds(Duration patience, int bytesMax, int atOnceMax) {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    /** Returns the patience in words. */
    String seconds() {
        return BigDecimal.valueOf(patience.toMillis(), 3).stripTrailingZeros().toPlainString()
                + " s";
    }

    /** Returns the longest body in words. */
    String size() {
        return bytesMax % MIB == 0
                ? "%d MiB".formatted(bytesMax / MIB)
                : "%d KiB".formatted(bytesMax / KIB);
    }
}

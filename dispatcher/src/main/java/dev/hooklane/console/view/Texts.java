package dev.hooklane.console.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Formats numbers for people. */
public final class Texts {
    private static final int MS_PER_SECOND = 1_000;

    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private Texts() {}

    /** Formats a duration in its largest unit: {@code 3 min}. */
    public static String seconds(double seconds) {
        long whole = Math.round(seconds);
        if (whole < MINUTE) {
            return whole + " s";
        } else if (whole < HOUR) {
            return whole / MINUTE + " min";
        }
        return whole < DAY ? whole / HOUR + " h" : count(whole / DAY, "day");
    }

    /** Formats a number with a comma between thousands. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Formats a count and its noun, in the plural unless it is one. */
    public static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** Formats a share; never rounded up to 100 % or down to 0 %. */
    public static String percent(double share) {
        BigDecimal percent = BigDecimal.valueOf(share).movePointRight(2);
        RoundingMode mode =
                percent.compareTo(BigDecimal.valueOf(50)) > 0 ? RoundingMode.DOWN : RoundingMode.UP;
        BigDecimal rounded = percent.setScale(1, mode).stripTrailingZeros();
        return (rounded.scale() < 0 ? rounded.setScale(0, RoundingMode.UNNECESSARY) : rounded)
                        .toPlainString()
                + " %";
    }

    /** Formats how long something took. */
    public static String millis(long ms) {
        return ms < MS_PER_SECOND
                ? ms + " ms"
                : BigDecimal.valueOf(ms, 3).setScale(1, RoundingMode.HALF_UP).toPlainString()
                        + " s";
    }
}

package dev.hooklane.bench.measure;

import java.util.Locale;

/** The value that a measure must reach. */
public sealed interface Bar {
    double limit();

    boolean isMetBy(double value);

    /** No less than the limit. */
    record AtLeast(double limit) implements Bar {
        @Override
        public boolean isMetBy(double value) {
            return value >= limit;
        }

        @Override
        public String toString() {
            return ">=" + text(limit);
        }
    }

    /** No more than the limit. */
    record AtMost(double limit) implements Bar {
        @Override
        public boolean isMetBy(double value) {
            return value <= limit;
        }

        @Override
        public String toString() {
            return "<=" + text(limit);
        }
    }

    /** Formats three significant digits, or all digits before the decimal point. */
    static String text(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }
}

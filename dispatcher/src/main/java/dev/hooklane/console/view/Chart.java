package dev.hooklane.console.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bars of equal width side by side, each with good below and bad above.
 *
 * @param summary the same in words
 */
public record Chart(int width, int height, List<Bar> bars, String summary) {
    private static final int GAP = 2;
    private static final int LEAST = 2;

    public Chart {
        bars = List.copyOf(bars);
    }

    /**
     * One rectangle.
     *
     * @param kind {@code good}, {@code bad}, or {@code none} where there was nothing
     * @param title the amount that it represents
     */
    public record Bar(String x, String y, String width, String height, String kind, String title) {}

    /** The amount that one bar represents. */
    public record Amount(String name, long good, long bad) {
        long all() {
            return good + bad;
        }
    }

    public static Chart of(int width, int height, List<Amount> amounts, String summary) {
        long most = Math.max(1, amounts.stream().mapToLong(Amount::all).max().orElse(0));
        double each = (double) width / Math.max(1, amounts.size());
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < amounts.size(); i++) {
            Amount amount = amounts.get(i);
            double x = i * each;
            double w = each - GAP;
            if (amount.all() == 0) {
                bars.add(bar(x, height - 1.0, w, 1, "none", title(amount)));
                continue;
            }
            double all = Math.max(LEAST, (double) height * amount.all() / most);
            double bad = amount.bad() == 0 ? 0 : Math.max(LEAST, all * amount.bad() / amount.all());
            if (amount.good() > 0) {
                bars.add(bar(x, height - all + bad, w, all - bad, "good", title(amount)));
            }
            if (amount.bad() > 0) {
                bars.add(bar(x, height - all, w, bad, "bad", title(amount)));
            }
        }
        return new Chart(width, height, bars, summary);
    }

    private static Bar bar(
            double x, double y, double width, double height, String kind, String title) {
        return new Bar(number(x), number(y), number(width), number(height), kind, title);
    }

    private static String title(Amount amount) {
        return "%s: %s, %s failed"
                .formatted(
                        amount.name(),
                        Texts.count(amount.all(), "attempt"),
                        Texts.count(amount.bad()));
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}

package dev.hooklane.console.overview;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Two curves over the same time, in an SVG's form of points.
 *
 * @param low the points of the lower one; empty if there is nothing to draw
 * @param high those of the higher one
 * @param summary the same in words
 */
public record Curves(int width, int height, String low, String high, String summary) {
    private static final int EDGE = 2;

    /**
     * Returns the curves through these values; a negative one is left out.
     *
     * @param high as many as {@code low}
     */
    static Curves of(int width, int height, List<Long> low, List<Long> high, String summary) {
        long most =
                Math.max(
                        1,
                        Stream.concat(low.stream(), high.stream())
                                .mapToLong(Long::longValue)
                                .max()
                                .orElse(1));
        return new Curves(
                width,
                height,
                points(width, height, low, most),
                points(width, height, high, most),
                summary);
    }

    private static String points(int width, int height, List<Long> values, long most) {
        double each = (double) width / Math.max(1, values.size());
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            long value = values.get(i);
            if (value >= 0) {
                double y = height - EDGE - (height - 2.0 * EDGE) * value / most;
                // A lone value is a short line.
                points.append(point(i * each, y)).append(point((i + 1) * each - EDGE, y));
            }
        }
        return points.toString().strip();
    }

    private static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f ", x, y);
    }
}

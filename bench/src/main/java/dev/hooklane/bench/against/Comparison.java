package dev.hooklane.bench.against;

import dev.hooklane.bench.against.Figures.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A figure of two revisions, from several runs of each.
 *
 * @param ours of this tree
 * @param theirs of the other revision
 */
record Comparison(String name, String unit, List<Double> ours, List<Double> theirs) {
    /** Returns a comparison for each figure that all runs have. */
    static List<Comparison> of(List<Figures> ours, List<Figures> theirs) {
        List<Comparison> comparisons = new ArrayList<>();
        ours.getFirst()
                .byName()
                .forEach((name, figure) -> {
                    if (allHave(ours, name) && allHave(theirs, name)) {
                        comparisons.add(
                                new Comparison(
                                        name,
                                        figure.unit(),
                                        values(ours, name),
                                        values(theirs, name)));
                    }
                });
        return comparisons;
    }

    private static boolean allHave(List<Figures> runs, String name) {
        return runs.stream().allMatch(run -> run.byName().containsKey(name));
    }

    private static List<Double> values(List<Figures> runs, String name) {
        List<Double> values = new ArrayList<>();
        for (Figures run : runs) {
            Figure figure = run.byName().get(name);
            if (figure != null) {
                values.add(figure.value());
            }
        }
        return List.copyOf(values);
    }

    /** Returns the mean of this tree's runs over that of the other revision's. */
    double ratio() {
        return mean(ours) / mean(theirs);
    }

    /**
     * Returns the printed line: {@code name ours theirs unit ratio=… runs=… against=…}. A ratio
     * counts if the runs of one revision differ by less than those of the two do.
     */
    String line() {
        return "%s %s %s %s ratio=%s runs=%s against=%s"
                .formatted(
                        name,
                        text(mean(ours)),
                        text(mean(theirs)),
                        unit,
                        text(ratio()),
                        texts(ours),
                        texts(theirs));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static String texts(List<Double> values) {
        return values.stream().map(Comparison::text).collect(Collectors.joining(","));
    }

    private static String text(double value) {
        return Math.abs(value) >= 1_000
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.3g", value);
    }
}

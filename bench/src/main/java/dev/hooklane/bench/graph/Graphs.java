package dev.hooklane.bench.graph;

import dev.hooklane.bench.graph.BarChart.Row;
import dev.hooklane.bench.measure.Bar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The graphs of the page of benchmarks. */
final class Graphs {
    /** Kinds of threads that use less are one row. */
    private static final double LITTLE_MICROS = 1;

    /** The names of threads that say too little. */
    private static final Map<String, String> KINDS =
            Map.of(
                    "ForkJoinPool-#-worker-#", "virtual threads: sign, send, read answers",
                    "load", "publisher",
                    "broker", "broker");

    private Graphs() {}

    /** How far each figure reached that has a bar. The scale is logarithmic, from 0.1 to 10. */
    static BarChart bars(Run run) {
        List<Row> rows = new ArrayList<>();
        for (Run.Figure figure : run.figures().values()) {
            figure.reached()
                    .ifPresent(reached ->
                            rows.add(
                                    new Row(
                                            figure.name(),
                                            (Math.log10(Math.max(reached, 1e-9)) + 1) / 2,
                                            "%s %s, bar %s"
                                                    .formatted(
                                                            Bar.text(figure.value()),
                                                            figure.unit(),
                                                            figure.bar().orElse("")),
                                            reached >= 1,
                                            OptionalDouble.of(0.5))));
        }
        return new BarChart("How far each figure reached: the line is its bar", rows);
    }

    /** The latencies in milliseconds; the mark is the fastest other system's. */
    static BarChart latencies(Run run) {
        List<Run.Figure> all =
                run.figures().values().stream()
                        .filter(figure ->
                                figure.unit().equals("ms") && figure.reference().isPresent())
                        .toList();
        double most =
                all.stream()
                        .mapToDouble(
                                figure -> Math.max(figure.value(), figure.reference().orElse(0.0)))
                        .max()
                        .orElse(1);
        return new BarChart(
                "From publishing to arrival at 200 events/s; the line is the fastest other system",
                all.stream()
                        .map(figure ->
                                new Row(
                                        figure.name(),
                                        figure.value() / most,
                                        Bar.text(figure.value()) + " ms",
                                        figure.value() <= figure.reference().orElse(0.0),
                                        OptionalDouble.of(figure.reference().orElse(0.0) / most)))
                        .toList());
    }

    /** What a delivery costs in a load at full speed, by thread. */
    static BarChart cost(Run run, String load) {
        Map<String, Double> cost = run.cost(load);
        double all = cost.values().stream().mapToDouble(Double::doubleValue).sum();
        double most = cost.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        double little =
                cost.values().stream()
                        .filter(micros -> micros < LITTLE_MICROS)
                        .mapToDouble(Double::doubleValue)
                        .sum();
        List<Row> rows = new ArrayList<>();
        cost.entrySet().stream()
                .filter(kind -> kind.getValue() >= LITTLE_MICROS)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .forEach(kind -> rows.add(micros(label(kind.getKey()), kind.getValue(), most)));
        if (little > 0) {
            rows.add(micros("others", little, most));
        }
        return new BarChart(
                "CPU time of a delivery in %s, by thread: %s µs".formatted(load, Bar.text(all)),
                rows);
    }

    /** A row has room for some 40 characters. */
    private static String label(String kind) {
        return KINDS.getOrDefault(
                kind,
                kind.replace("kafka-producer-network-thread | ", "sender of ")
                        .replace("-StreamThread-#-producer", ""));
    }

    private static Row micros(String kind, double micros, double most) {
        return new Row(kind, micros / most, Bar.text(micros) + " µs", true, OptionalDouble.empty());
    }
}

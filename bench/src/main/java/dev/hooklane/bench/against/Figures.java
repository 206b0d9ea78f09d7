package dev.hooklane.bench.against;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of one run file by name, in the order of the file: its measures, and the CPU time for
 * each request of its rounds.
 */
record Figures(Map<String, Figure> byName) {
    private static final String ROUNDS = ".rounds";

    /** A figure and its unit. */
    record Figure(double value, String unit) {}

    static Figures read(Path file) {
        return of(JsonMapper.shared().readTree(file.toFile()));
    }

    static Figures of(JsonNode run) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        run.path("measures")
                .forEach(measure ->
                        figures.put(
                                measure.path("name").asString(),
                                new Figure(
                                        measure.path("value").asDouble(),
                                        measure.path("unit").asString())));
        run.path("details")
                .forEachEntry((name, rounds) -> {
                    if (name.endsWith(ROUNDS) && rounds.path(0).has("cpuMicrosPerRequest")) {
                        figures.put(
                                name.substring(0, name.length() - ROUNDS.length()) + ".cpu",
                                new Figure(medianCpu(rounds), "µs"));
                    }
                });
        return new Figures(figures);
    }

    private static double medianCpu(JsonNode rounds) {
        List<Double> micros = new ArrayList<>();
        rounds.forEach(round -> micros.add(round.path("cpuMicrosPerRequest").asDouble()));
        return micros.stream().sorted().skip((micros.size() - 1) / 2).findFirst().orElseThrow();
    }
}

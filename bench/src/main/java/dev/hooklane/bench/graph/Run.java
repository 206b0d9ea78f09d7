package dev.hooklane.bench.graph;

import dev.hooklane.bench.measure.Medians;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of some run files.
 *
 * @param figures by name, in the order of the files
 * @param rounds of the loads at full speed, by name
 */
record Run(Map<String, Figure> figures, Map<String, List<JsonNode>> rounds) {
    private static final String ROUNDS = ".rounds";

    /**
     * A measure.
     *
     * @param bar such as {@code >=0.6}; empty if there is none
     */
    record Figure(
            String name,
            double value,
            String unit,
            Optional<String> bar,
            Optional<Double> reference) {
        /** Returns how far it reached: 1 is its bar, 2 is twice as good. */
        Optional<Double> reached() {
            return bar.map(text -> {
                double limit = Double.parseDouble(text.substring(2));
                return text.startsWith(">") ? value / limit : limit / value;
            });
        }
    }

    static Run read(List<Path> files) {
        return of(files.stream().map(file -> JsonMapper.shared().readTree(file.toFile())).toList());
    }

    static Run of(List<JsonNode> files) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        Map<String, List<JsonNode>> rounds = new LinkedHashMap<>();
        for (JsonNode file : files) {
            file.path("measures")
                    .forEach(measure -> {
                        String name = measure.path("name").asString();
                        figures.put(
                                name,
                                new Figure(
                                        name,
                                        measure.path("value").asDouble(),
                                        measure.path("unit").asString(),
                                        measure.path("bar").asStringOpt(),
                                        measure.has("reference")
                                                ? Optional.of(measure.path("reference").asDouble())
                                                : Optional.empty()));
                    });
            file.path("details")
                    .forEachEntry((name, value) -> {
                        if (name.endsWith(ROUNDS) && value.isArray()) {
                            List<JsonNode> each = new ArrayList<>();
                            value.forEach(each::add);
                            rounds.put(name.substring(0, name.length() - ROUNDS.length()), each);
                        }
                    });
        }
        return new Run(figures, rounds);
    }

    /** Returns the CPU time of each kind of thread in the middle round of a load, in µs. */
    Map<String, Double> cost(String load) {
        Map<String, Double> cost = new LinkedHashMap<>();
        List<JsonNode> all = rounds.getOrDefault(load, List.of());
        if (all.isEmpty()) {
            return cost;
        }
        JsonNode middle = Medians.middle(all, Run::cpu);
        double rest = cpu(middle);
        for (Map.Entry<String, JsonNode> kind :
                middle.path("threadMicrosPerRequest").properties()) {
            cost.put(kind.getKey(), kind.getValue().asDouble());
            rest -= kind.getValue().asDouble();
        }
        cost.put("collector, compiler, native threads", Math.max(0, rest));
        return cost;
    }

    private static double cpu(JsonNode round) {
        return round.path("cpuMicrosPerRequest").asDouble();
    }
}

package dev.hooklane.bench.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Draws the graphs that the figures of run files suffice for, as SVG files. The arguments are the
 * folder for them and the run files; of a figure that several have, the last counts.
 */
public final class GraphMain {
    private GraphMain() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            System.err.println("usage: FOLDER FILE...");
            System.exit(2);
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Run run = Run.read(Stream.of(arguments).skip(1).map(Path::of).toList());
        for (Map.Entry<String, BarChart> graph : graphs(run).entrySet()) {
            Path file = folder.resolve(graph.getKey() + ".svg");
            Files.writeString(file, graph.getValue().svg());
            System.out.println(file);
        }
    }

    /** Returns the graphs by the names of their files. */
    static Map<String, BarChart> graphs(Run run) {
        Map<String, BarChart> all = new LinkedHashMap<>();
        all.put("bench-bars", Graphs.bars(run));
        all.put("bench-latency", Graphs.latencies(run));
        for (String load : List.of("road.x1", "http.x1")) {
            all.put("bench-cost-" + load.substring(0, load.indexOf('.')), Graphs.cost(run, load));
        }
        all.values().removeIf(BarChart::isEmpty);
        return all;
    }
}

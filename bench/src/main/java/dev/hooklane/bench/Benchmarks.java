package dev.hooklane.bench;

import java.util.List;
import java.util.Optional;

/** All benchmarks, in the order in which {@code all} runs them. */
final class Benchmarks {
    static final List<Benchmark> ALL =
            List.of(
                    new RoadBenchmark(),
                    new LatentBenchmark(),
                    new HttpBenchmark(),
                    new HistoryBenchmark(),
                    new ConsoleBenchmark(),
                    new NeighboursBenchmark(),
                    new OverloadBenchmark(),
                    new WaitingBenchmark(),
                    new StormBenchmark(),
                    new EndpointsBenchmark());

    private Benchmarks() {}

    static Optional<Benchmark> named(String name) {
        return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findAny();
    }
}

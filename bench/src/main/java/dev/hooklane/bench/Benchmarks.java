package dev.hooklane.bench;

import dev.hooklane.bench.measure.Benchmark;
import dev.hooklane.bench.neighbour.AttackBenchmark;
import dev.hooklane.bench.neighbour.BurstBenchmark;
import dev.hooklane.bench.neighbour.HotBenchmark;
import dev.hooklane.bench.neighbour.NeighboursBenchmark;
import dev.hooklane.bench.neighbour.OverloadBenchmark;
import dev.hooklane.bench.neighbour.StormBenchmark;
import dev.hooklane.bench.neighbour.WaitingBenchmark;
import dev.hooklane.bench.outside.OutsideBenchmark;
import dev.hooklane.bench.road.BigBenchmark;
import dev.hooklane.bench.road.ExchangeBenchmark;
import dev.hooklane.bench.road.HttpBenchmark;
import dev.hooklane.bench.road.LatentBenchmark;
import dev.hooklane.bench.road.PinnedBenchmark;
import dev.hooklane.bench.road.RoadBenchmark;
import dev.hooklane.bench.road.SourcesBenchmark;
import dev.hooklane.bench.scale.ConsoleBenchmark;
import dev.hooklane.bench.scale.EndpointsBenchmark;
import dev.hooklane.bench.scale.HistoryBenchmark;
import dev.hooklane.bench.scale.ScaleBenchmark;
import java.util.List;
import java.util.Optional;

/** All benchmarks, in the order in which {@code all} runs them. */
final class Benchmarks {
    static final List<Benchmark> ALL =
            List.of(
                    new RoadBenchmark(),
                    new ExchangeBenchmark(),
                    new LatentBenchmark(),
                    new HttpBenchmark(),
                    new SourcesBenchmark(),
                    PinnedBenchmark.plain(),
                    PinnedBenchmark.tls(),
                    new BigBenchmark(),
                    new OutsideBenchmark(),
                    new HistoryBenchmark(),
                    new ConsoleBenchmark(),
                    new ScaleBenchmark(),
                    new HotBenchmark(),
                    new NeighboursBenchmark(),
                    new OverloadBenchmark(),
                    new BurstBenchmark(),
                    new AttackBenchmark(),
                    new WaitingBenchmark(),
                    new StormBenchmark(),
                    new EndpointsBenchmark());

    private Benchmarks() {}

    static Optional<Benchmark> named(String name) {
        return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findAny();
    }
}

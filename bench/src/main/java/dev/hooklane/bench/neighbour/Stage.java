package dev.hooklane.bench.neighbour;

import dev.hooklane.bench.installation.Books;
import dev.hooklane.bench.installation.Hooklane;
import dev.hooklane.bench.load.Audience;
import dev.hooklane.bench.load.RoadLoad;
import dev.hooklane.bench.load.WarmUp;
import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.receiver.ReceiverProcess;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A receiver and a Hooklane that delivers to it, with audiences in the given order. {@link #close}
 * ends everything.
 */
final class Stage implements AutoCloseable {
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration WARM_UP_AT_MOST = Duration.ofSeconds(50);

    private final ReceiverProcess receiver;
    private final List<Audience> audiences;
    private final Hooklane hooklane;
    private final Books books;
    private final RoadLoad road;

    private Stage(
            ReceiverProcess receiver, List<Audience> audiences, Hooklane hooklane, Books books) {
        this.receiver = receiver;
        this.audiences = List.copyOf(audiences);
        this.hooklane = hooklane;
        this.books = books;
        this.road = new RoadLoad(hooklane.publisher(), receiver, books);
    }

    /**
     * Starts everything and returns when it delivers.
     *
     * @param settings of Hooklane; the run's own settings override them
     * @param hosts the number of hosts that the receiver represents
     * @param audiences created from the hosts' URLs
     */
    static Stage start(
            BenchRun run,
            Map<String, String> settings,
            int hosts,
            Function<List<URI>, List<Audience>> audiences)
            throws InterruptedException {
        run.progress("starting a broker and Hooklane");
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(run.settings());
        ReceiverProcess receiver = ReceiverProcess.start(hosts);
        try {
            List<Audience> made = audiences.apply(receiver.urls());
            Hooklane hooklane =
                    Hooklane.start(all, Audience.endpointsOf(made.toArray(Audience[]::new)));
            return new Stage(receiver, made, hooklane, new Books(hooklane));
        } catch (RuntimeException | InterruptedException e) {
            receiver.close();
            throw e;
        }
    }

    /**
     * Delivers at full speed until the code is compiled.
     *
     * @param name of the benchmark, for the details
     */
    void warmUp(BenchRun run, String name, Audience audience) throws InterruptedException {
        run.progress("warming up");
        double compiling =
                WarmUp.run(
                        List.of(() -> road.warmUp(audience, run.lasting(WARM_UP))),
                        run.lasting(WARM_UP_AT_MOST));
        run.detail(name + ".compilingAfterWarmUp", compiling);
    }

    ReceiverProcess receiver() {
        return receiver;
    }

    Audience audience(int number) {
        return audiences.get(number);
    }

    Hooklane hooklane() {
        return hooklane;
    }

    RoadLoad road() {
        return road;
    }

    @Override
    public void close() {
        try (receiver;
                hooklane;
                books) {
            // Closes them in the opposite order.
        }
    }
}

package dev.hooklane.e2e.soak;

import dev.hooklane.e2e.installation.Installation;
import dev.hooklane.e2e.installation.Instance;
import dev.hooklane.e2e.installation.Instances;
import dev.hooklane.e2e.process.Patience;
import dev.hooklane.e2e.receiver.Manner;
import dev.hooklane.e2e.receiver.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A steady load with one endpoint in ten failing and a restart every few minutes. It measures what
 * grows over time. For one thread.
 */
public final class Soak {
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(2);
    private static final Duration SAMPLE_EVERY = Duration.ofSeconds(10);
    private static final Duration RESTART_EVERY = Duration.ofMinutes(5);

    /** The warm-up lets the JVMs compile; then the ceiling is measured. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private static final Duration CEILING = Duration.ofSeconds(20);

    /**
     * The limit on published but undelivered events while the ceiling is measured; high enough that
     * no instance waits for the rig.
     */
    private static final int BEHIND_MAX = 3_000;

    private final Installation installation;
    private final Consumer<String> progress;
    private final Traffic traffic;
    private final List<Sample> samples = new ArrayList<>();

    public Soak(Installation installation, Consumer<String> progress) {
        this.installation = installation;
        this.progress = progress;
        traffic = new Traffic(installation.cluster().rigServers(), Instances.PREFIX + "events");
    }

    /**
     * The result of a soak.
     *
     * @param ceiling deliveries per second at full speed; 0 if it was not measured
     * @param missing deliveries of acknowledged events that never arrived
     */
    public record Result(
            double ceiling, double rate, long deliveries, long repeats, long missing) {}

    /**
     * Runs the soak, and writes {@code soak.csv} and {@code soak.svg}.
     *
     * @param share of the ceiling
     * @param perSecond events per second; 0 to measure the ceiling first and use {@code share} of
     *     it
     */
    public Result run(Duration time, double share, int perSecond, Path folder)
            throws IOException, InterruptedException {
        installation.receiver().handTo(traffic::received);
        try (traffic) {
            makeEndpoints();
            double ceiling = perSecond > 0 ? 0 : ceiling();
            double rate = perSecond > 0 ? perSecond : share * ceiling / deliveriesPerEvent();
            progress.accept("soaks at %.0f events a second".formatted(rate));
            soak(time, rate);
            awaitArrivals();
            Files.writeString(folder.resolve("soak.csv"), csv());
            Files.writeString(folder.resolve("soak.svg"), Plot.of(samples));
            return new Result(
                    ceiling,
                    rate * deliveriesPerEvent(),
                    traffic.tally().firstArrivals(),
                    traffic.tally().repeats(),
                    traffic.tally().missing());
        }
    }

    private static double deliveriesPerEvent() {
        int sum = 0;
        for (int account = 0; account < Traffic.ACCOUNTS; account++) {
            sum += Traffic.healthy(account);
        }
        return (double) sum / Traffic.ACCOUNTS;
    }

    private void makeEndpoints() throws IOException, InterruptedException {
        Instance first = installation.instances().all().getFirst();
        String last = "";
        for (int account = 0; account < Traffic.ACCOUNTS; account++) {
            for (int endpoint = 0; endpoint < Traffic.ENDPOINTS; endpoint++) {
                Reply reply = Traffic.fails(account, endpoint) ? Reply.status(500) : Reply.OK;
                String body =
                        "{\"account\":\"%s\",\"url\":\"%s\",\"eventTypes\":[\"message.*\"]}"
                                .formatted(
                                        Traffic.account(account),
                                        installation
                                                .receiver()
                                                .url(
                                                        Traffic.path(account, endpoint),
                                                        Manner.always(reply)));
                last = first.api().post("/v1/endpoints", body).good().json().path("id").asString();
            }
        }
        String path = "/v1/endpoints/" + last;
        for (Instance instance : installation.instances().all()) {
            Patience.await(
                    instance.name() + " knows the endpoints",
                    KNOWN_WITHIN,
                    () -> instance.api().get(path).status() == 200);
        }
    }

    /** Returns the deliveries per second while there is always work to do. */
    private double ceiling() throws InterruptedException {
        progress.accept("warms up");
        flood(WARM_UP);
        progress.accept("measures the ceiling");
        long before = traffic.tally().firstArrivals();
        long startNanos = System.nanoTime();
        flood(CEILING);
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        double ceiling = (traffic.tally().firstArrivals() - before) / seconds;
        progress.accept("%.0f deliveries a second at full speed".formatted(ceiling));
        awaitArrivals();
        var _ = traffic.tally().takeLatencies();
        return ceiling;
    }

    private void flood(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            double delivered = traffic.tally().firstArrivals() / deliveriesPerEvent();
            if (traffic.published() - delivered < BEHIND_MAX) {
                traffic.publish();
            } else {
                Thread.sleep(1);
            }
        }
    }

    private void soak(Duration time, double rate) throws IOException, InterruptedException {
        Sampler sampler = new Sampler(installation, traffic.tally());
        Thread restarts = Thread.ofVirtual().name("restarts").start(this::restartInTurn);
        Thread publishing = Thread.ofPlatform().name("publishing").start(() -> publish(rate));
        try {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                Thread.sleep(SAMPLE_EVERY);
                Sample sample = sampler.sample();
                samples.add(sample);
                progress.accept(sample.csv());
            }
        } finally {
            restarts.interrupt();
            publishing.interrupt();
            restarts.join();
            publishing.join();
        }
    }

    /** Publishes by the clock, however fast Kafka accepts events. */
    private void publish(double rate) {
        long intervalNanos = (long) (1e9 / rate);
        long dueNanos = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(dueNanos - System.nanoTime());
            while (System.nanoTime() >= dueNanos) {
                traffic.publish();
                dueNanos += intervalNanos;
            }
        }
    }

    /** Restarts one instance after the other, alternately killing and stopping it. */
    private void restartInTurn() {
        List<Instance> all = installation.instances().all();
        try {
            for (int number = 0; true; number++) {
                Thread.sleep(RESTART_EVERY);
                Instance instance = all.get(number % all.size());
                if (number % 2 == 0) {
                    instance.kill();
                } else {
                    var _ = instance.stop();
                }
                installation.instances().start(instance);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            progress.accept("no restarts any more: " + e);
        }
    }

    private void awaitArrivals() throws InterruptedException {
        long end = System.nanoTime() + SETTLED_WITHIN.toNanos();
        while (traffic.tally().missing() > 0 && System.nanoTime() < end) {
            Thread.sleep(100);
        }
    }

    private String csv() {
        StringBuilder csv = new StringBuilder(Sample.HEAD).append('\n');
        samples.forEach(sample -> csv.append(sample.csv()).append('\n'));
        return csv.toString();
    }
}

package dev.hooklane.bench.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.bench.installation.Hooklane;
import dev.hooklane.bench.load.Audience;
import dev.hooklane.bench.load.EventSource;
import dev.hooklane.bench.measure.Bar;
import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.Benchmark;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.bench.measure.Latencies;
import dev.hooklane.bench.measure.Measure;
import dev.hooklane.bench.receiver.Manner;
import dev.hooklane.bench.receiver.ReceiverProcess;
import dev.hooklane.bench.scale.ConsoleVisitor.Page;
import dev.hooklane.bench.scale.PastDeliveries.Known;
import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;

/**
 * The console with 100,000 deliveries. It measures how long the list takes, with any filter and on
 * any page; how much the first page sends; and how soon an attempt appears on an open list.
 */
public final class ConsoleBenchmark implements Benchmark {
    private static final int DELIVERIES = 100_000;
    private static final int ACCOUNTS = 10;
    private static final int WARM_UP = 300;
    private static final int PAGES = 1_000;
    private static final int SEEN_UNMEASURED = 5;
    private static final int SEEN = 60;
    private static final int PAUSE_AT_MOST_MS = 700;
    private static final double KIB = 1_024;
    private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");
    private static final Pattern FILE = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");

    private final SplittableRandom random = new SplittableRandom(3);

    @Override
    public String name() {
        return "console";
    }

    @Override
    public String summary() {
        return "the console's list with 100,000 deliveries, and how soon it shows a new one";
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        Map<String, String> settings = new HashMap<>(run.settings());
        settings.put("events.types", Population.eventTypes());
        Population population = new Population(ACCOUNTS);
        List<Endpoint> endpoints = population.endpoints().toList();
        try (ReceiverProcess receiver = ReceiverProcess.start(1)) {
            Audience live =
                    Audience.oneEndpoint("console-live", receiver.urls().getFirst(), Manner.OK);
            try (Hooklane hooklane =
                    Hooklane.prepare(
                            settings,
                            Stream.concat(endpoints.stream(), live.endpoints().stream()))) {
                run.progress("writing %d deliveries".formatted(run.of(DELIVERIES)));
                Known known =
                        new PastDeliveries(hooklane, population, endpoints)
                                .write(run.of(DELIVERIES) / Population.FAN_OUT);
                run.progress("starting Hooklane, which reads them");
                var _ = hooklane.startDispatcher();
                try (ApiClient api =
                                new ApiClient(
                                        URI.create("http://127.0.0.1:" + hooklane.apiPort()),
                                        hooklane.config().api().key());
                        ConsoleVisitor visitor = new ConsoleVisitor(hooklane)) {
                    awaitAll(api, known);
                    list(run, visitor, population, endpoints);
                    firstPage(run, visitor, population);
                    appearance(run, hooklane, api, visitor, live);
                }
            }
        }
    }

    private static void awaitAll(ApiClient api, Known known) throws InterruptedException {
        long deadline = System.nanoTime() + CAUGHT_UP_WITHIN.toNanos();
        for (DeliveryId delivery : known.last()) {
            while (!isThere(api, delivery)) {
                if (System.nanoTime() > deadline) {
                    throw new BenchmarkFailedException(
                            "the history was not read within " + CAUGHT_UP_WITHIN);
                }
                Thread.sleep(LOOK_EVERY);
            }
        }
    }

    private static boolean isThere(ApiClient api, DeliveryId delivery) {
        try {
            return api.get("/v1/deliveries/" + delivery, Map.of()).has("id");
        } catch (ApiException e) {
            return false;
        }
    }

    private void list(
            BenchRun run, ConsoleVisitor visitor, Population population, List<Endpoint> endpoints)
            throws InterruptedException {
        run.progress("opening lists");
        open(visitor, population, endpoints, run.of(WARM_UP));
        Latencies latencies = new Latencies(open(visitor, population, endpoints, run.of(PAGES)));
        run.detail("console.list.ms", latencies.details());
        run.report(latencies.measure("console.list.p50", 50));
        run.report(latencies.measure("console.list.p95", 95).withBar(new Bar.AtMost(100)));
    }

    /** Opens lists with random filters, and some further pages of each. */
    private Histogram open(
            ConsoleVisitor visitor, Population population, List<Endpoint> endpoints, long pages)
            throws InterruptedException {
        Histogram nanos = new Histogram(3);
        String path = "";
        for (long n = 0; n < pages; n++) {
            if (path.isEmpty() || random.nextInt(3) == 0) {
                path = filtered(population, endpoints);
            }
            Page page = visitor.open(path);
            nanos.recordValue(page.nanos());
            Matcher next = NEXT.matcher(page.text());
            path = next.find() ? next.group(1).replace("&amp;", "&") : "";
        }
        return nanos;
    }

    private String filtered(Population population, List<Endpoint> endpoints) {
        StringBuilder path =
                new StringBuilder("/deliveries?account=")
                        .append(population.account(random.nextInt(ACCOUNTS)));
        if (random.nextInt(4) == 0) {
            Endpoint endpoint = endpoints.get(random.nextInt(endpoints.size()));
            path = new StringBuilder("/deliveries?account=").append(endpoint.account());
            path.append("&endpoint=").append(endpoint.id());
        }
        if (random.nextInt(3) == 0) {
            path.append("&status=")
                    .append(List.of("dead", "waiting", "delivered").get(random.nextInt(3)));
        }
        if (random.nextInt(4) == 0) {
            path.append("&type=").append(population.type(random.nextLong(1_000)));
        }
        if (random.nextInt(4) == 0) {
            Instant until = Instant.now().minusSeconds(random.nextInt(60_000));
            path.append("&from=%s&until=%s".formatted(until.minusSeconds(20_000), until));
        }
        return path.toString();
    }

    /** Measures everything that a browser fetches for the first visit. */
    private static void firstPage(BenchRun run, ConsoleVisitor visitor, Population population)
            throws InterruptedException {
        Page page = visitor.open("/deliveries?account=" + population.account(0));
        long bytes = page.bytes();
        Matcher file = FILE.matcher(page.text());
        for (String path : file.results().map(each -> each.group(1)).distinct().toList()) {
            bytes += visitor.open(path).bytes();
        }
        run.report(
                Measure.of("console.first-page", bytes / KIB, "KiB").withBar(new Bar.AtMost(100)));
    }

    /** Measures from the start of an attempt until its row appears on an open page. */
    private void appearance(
            BenchRun run,
            Hooklane hooklane,
            ApiClient api,
            ConsoleVisitor visitor,
            Audience audience)
            throws InterruptedException {
        run.progress("watching a list");
        Histogram nanos = new Histogram(3);
        String stream = "/deliveries/live?account=" + audience.account(0);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(visitor.stream(stream), UTF_8))) {
            for (long n = -SEEN_UNMEASURED; n < run.of(SEEN); n++) {
                Thread.sleep(Duration.ofMillis(random.nextInt(PAUSE_AT_MOST_MS)));
                Event event = EventSource.event(audience.type(0), 0);
                var _ = hooklane.publisher().publish(audience.account(0), event).join();
                Instant seen = awaitLine(lines, event.id());
                Duration took = Duration.between(attempted(api, event.id()), seen);
                if (n >= 0) {
                    nanos.recordValue(took.toNanos());
                }
            }
        } catch (IOException e) {
            throw new BenchmarkFailedException("the list's stream broke: " + e);
        }
        Latencies latencies = new Latencies(nanos);
        run.detail("console.appears.ms", latencies.details());
        run.report(latencies.measure("console.appears.p50", 50));
        run.report(
                Measure.of("console.appears.max", latencies.maxMillis(), "ms")
                        .withBar(new Bar.AtMost(1_000)));
    }

    private static Instant awaitLine(BufferedReader lines, EventId event) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(event.value())) {
                return Instant.now();
            }
        }
        throw new BenchmarkFailedException("the list's stream ended");
    }

    private static Instant attempted(ApiClient api, EventId event) {
        JsonNode delivery =
                api.get("/v1/deliveries", Map.of("event", event.value()))
                        .path("deliveries")
                        .path(0);
        return Instant.parse(delivery.path("lastAttempt").path("startedAt").asString());
    }
}

package dev.hooklane.bench.neighbour;

import dev.hooklane.bench.attacker.AttackerProcess;
import dev.hooklane.bench.attacker.TenantKeys;
import dev.hooklane.bench.load.Audience;
import dev.hooklane.bench.load.OpenLoop;
import dev.hooklane.bench.measure.Bar;
import dev.hooklane.bench.measure.BenchRun;
import dev.hooklane.bench.measure.Benchmark;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.bench.measure.Latencies;
import dev.hooklane.bench.measure.Measure;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * The cost of hostile clients for deliveries and for accounts that use the API as they should: each
 * attack alone, then all together. Quotas and limits are the defaults.
 */
public final class AttackBenchmark implements Benchmark {
    private static final int ACCOUNTS = 5;
    private static final int VISITORS = 3;
    private static final int HOSTS = 4 * ACCOUNTS + 1;
    private static final int EVENTS_A_SECOND = 200;
    private static final Duration UNMEASURED = Duration.ofSeconds(3);

    /** A 99th percentile needs a thousand latencies, so this is not shorter in a quick run. */
    private static final Duration MEASURED = Duration.ofSeconds(10);

    /** The middle one counts: a pause of the JVM's can be a 99th percentile. */
    private static final int TURNS = 3;

    /** Attacks that are not on Hooklane: what attackers on this machine cost in any case. */
    private static final String ELSEWHERE = "elsewhere";

    private static final double DELIVERY_LIMIT = 1.5;
    private static final double API_LIMIT = 3;
    private static final double HEAP_LIMIT_MIB = 64;

    /** The others' quotas; {@code Hooklane} lifts them for all other benchmarks. */
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "quotas.events-per-second", "1000",
                    "quotas.event-bytes-per-second", "8MiB",
                    "quotas.endpoints", "200",
                    "quotas.deliveries-per-event", "100",
                    "fan-out.account-deliveries-per-second", "5000");

    @Override
    public String name() {
        return "attack";
    }

    @Override
    public String summary() {
        return "what hostile clients and tenants cost the others";
    }

    /** The latencies of one stretch of time. */
    private record Seen(Latencies deliveries, Latencies calls) {
        private Map<String, Object> details() {
            return Map.of("delivery.ms", deliveries.details(), "api.ms", calls.details());
        }
    }

    /** An attack, and the calm before and after it. */
    private record Turn(Seen calm, Seen attacked) {
        private double deliveries() {
            return attacked.deliveries().p99Over(calm.deliveries());
        }

        private double calls() {
            return attacked.calls().p99Over(calm.calls());
        }

        private String line(String attack) {
            return "%s: delivery p99 %.1f ms (calm %.1f), API p99 %.1f ms (calm %.1f)"
                    .formatted(
                            attack,
                            attacked.deliveries().millis(99),
                            calm.deliveries().millis(99),
                            attacked.calls().millis(99),
                            calm.calls().millis(99));
        }

        private Map<String, Object> details() {
            return Map.of("calm", calm.details(), "attacked", attacked.details());
        }
    }

    @Override
    public void run(BenchRun run) throws InterruptedException {
        Map<String, List<String>> attacks = attacks(run.only());
        try (Stage stage = Stage.start(run, SETTINGS, HOSTS, AttackBenchmark::audiences);
                ApiVisitors visitors =
                        new ApiVisitors(
                                stage.hooklane().apiPort(),
                                stage.hooklane().config().api().key())) {
            for (int i = 0; i < VISITORS; i++) {
                visitors.add(stage.audience(0).accounts().get(i).value());
            }
            Map<String, TenantKeys> keys = new HashMap<>();
            AttackerProcess.accounts()
                    .forEach(account -> keys.put(account, visitors.keysFor(account)));
            stage.warmUp(run, name(), stage.audience(0));
            // Compiles the API's code, and takes what the first attack of each kind loads for ever.
            attacked(stage.hooklane().apiPort(), stage, visitors, AttackerProcess.names(), keys);
            long heapBefore = heapBytes();
            Map<String, Object> details = new LinkedHashMap<>();
            Seen before = seen(stage, visitors);
            for (Map.Entry<String, List<String>> attack : attacks.entrySet()) {
                List<Turn> turns = new ArrayList<>();
                for (int i = 0; i < run.of(TURNS) || i == 0; i++) {
                    int port = attack.getKey().equals(ELSEWHERE) ? 0 : stage.hooklane().apiPort();
                    Seen during = attacked(port, stage, visitors, attack.getValue(), keys);
                    Seen after = seen(stage, visitors);
                    // Both see the same machine, and code that is as well compiled.
                    turns.add(new Turn(merged(before, after), during));
                    run.progress(turns.getLast().line(attack.getKey()));
                    before = after;
                }
                report(run, attack.getKey(), turns);
                details.put(attack.getKey(), turns.stream().map(Turn::details).toList());
            }
            run.detail("attack", details);
            run.report(
                    Measure.of("attack.heap", (heapBytes() - heapBefore) / 1024.0 / 1024.0, "MiB")
                            .withBar(new Bar.AtMost(HEAP_LIMIT_MIB)));
        }
    }

    private static List<Audience> audiences(List<URI> hosts) {
        List<Audience> all = new ArrayList<>();
        all.add(Audience.oneEndpointAnEvent("others", ACCOUNTS, hosts));
        all.addAll(AttackerProcess.audiences(hosts.getLast()));
        return all;
    }

    private static Seen attacked(
            int port,
            Stage stage,
            ApiVisitors visitors,
            List<String> attacks,
            Map<String, TenantKeys> keys) {
        try (AttackerProcess _ = AttackerProcess.start(port, attacks, keys)) {
            return seen(stage, visitors);
        }
    }

    private static Seen seen(Stage stage, ApiVisitors visitors) {
        CompletableFuture<Latencies> calls = visitors.visit(UNMEASURED, MEASURED);
        Latencies deliveries =
                stage.road()
                        .countedBySchedule(
                                stage.audience(0),
                                new OpenLoop(EVENTS_A_SECOND, UNMEASURED, MEASURED));
        return new Seen(deliveries, calls.join());
    }

    private static Seen merged(Seen one, Seen other) {
        BinaryOperator<Latencies> sum =
                (a, b) -> {
                    Histogram both = a.nanos().copy();
                    both.add(b.nanos());
                    return new Latencies(both);
                };
        return new Seen(
                sum.apply(one.deliveries(), other.deliveries()),
                sum.apply(one.calls(), other.calls()));
    }

    /** Returns the wanted attacks by the name of their measures; all of them for an empty list. */
    private static Map<String, List<String>> attacks(List<String> wanted) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        AttackerProcess.names().forEach(name -> all.put(measured(name), List.of(name)));
        all.put(ELSEWHERE, AttackerProcess.strangers());
        all.put("all", AttackerProcess.names());
        for (String name : wanted) {
            if (!all.containsKey(name)) {
                throw new BenchmarkFailedException(
                        "there is no attack '%s'; there are %s"
                                .formatted(name, String.join(", ", all.keySet())));
            }
        }
        if (!wanted.isEmpty()) {
            all.keySet().retainAll(wanted);
        }
        return all;
    }

    private static String measured(String attack) {
        return attack.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void report(BenchRun run, String attack, List<Turn> turns) {
        String name = "attack." + attack;
        Measure deliveries =
                Measure.of(name + ".delivery.p99", middle(turns, Turn::deliveries), "ratio");
        Measure calls = Measure.of(name + ".api.p99", middle(turns, Turn::calls), "ratio");
        if (attack.equals(ELSEWHERE)) {
            run.report(deliveries);
            run.report(calls);
        } else {
            run.report(deliveries.withBar(new Bar.AtMost(DELIVERY_LIMIT)));
            run.report(calls.withBar(new Bar.AtMost(API_LIMIT)));
        }
    }

    private static double middle(List<Turn> turns, ToDoubleFunction<Turn> ratio) {
        return turns.stream()
                .mapToDouble(ratio)
                .sorted()
                .skip((turns.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    private static long heapBytes() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

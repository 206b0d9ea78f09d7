package dev.hooklane.e2e;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.FaultNotPossibleException;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Installation;
import dev.hooklane.e2e.installation.Instance;
import dev.hooklane.e2e.installation.Instances;
import dev.hooklane.e2e.judge.Endpoint;
import dev.hooklane.e2e.judge.Evidence;
import dev.hooklane.e2e.judge.HistoryRecord;
import dev.hooklane.e2e.judge.Judge;
import dev.hooklane.e2e.judge.Judges;
import dev.hooklane.e2e.judge.Latency;
import dev.hooklane.e2e.judge.RequestsTwice;
import dev.hooklane.e2e.load.Ledger;
import dev.hooklane.e2e.load.Load;
import dev.hooklane.e2e.process.MeansMissingException;
import dev.hooklane.e2e.receiver.Manner;
import dev.hooklane.e2e.receiver.Reply;
import dev.hooklane.e2e.receiver.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One fault under load, with its own account, and the verdicts of the judges. For one thread. */
final class Trial {
    private static final Duration BEFORE = Duration.ofSeconds(3);
    private static final Duration AFTER = Duration.ofSeconds(3);

    /** How long nothing may happen before what is missing counts as lost. */
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(90);

    /** However much still happens: a delivery that never ends is one, too. */
    private static final Duration SETTLED_AT_LAST = Duration.ofMinutes(10);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Waits for requests that should no longer come. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    /** The endpoint whose latency is reported. */
    private static final String HEALTHY = "ok";

    private final Installation installation;
    private final Fault fault;
    private final int perSecond;
    private final Ledger ledger;
    private final Scene scene;
    private final Consumer<String> progress;

    Trial(
            Installation installation,
            Fault fault,
            String account,
            int perSecond,
            SplittableRandom random,
            Consumer<String> progress) {
        this.installation = installation;
        this.fault = fault;
        this.perSecond = perSecond;
        this.progress = progress;
        ledger = new Ledger(account);
        scene = new Scene(installation, ledger, random, progress);
    }

    Verdict run() throws InterruptedException {
        try {
            makeEndpoints();
            fault.prepare(scene);
            scene.awaitEndpointsKnown();
            strikeUnderLoad();
            return judge();
        } catch (FaultNotPossibleException | MeansMissingException e) {
            return new Verdict.Skipped(fault.name(), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return new Verdict.Broken(
                    fault.name(), FailureFile.write(installation.folder(), fault.name(), e));
        }
    }

    private void makeEndpoints() throws IOException, InterruptedException {
        make(HEALTHY, Manner.always(Reply.OK), Endpoint.Ending.DELIVERED, false);
        make(
                "slow",
                Manner.always(Reply.OK.after(Duration.ofMillis(300))),
                Endpoint.Ending.DELIVERED,
                false);
        make(
                "flaky",
                Manner.byAttempt(Reply.status(503), Reply.status(500), Reply.OK),
                Endpoint.Ending.DELIVERED,
                false);
        make("dead", Manner.always(Reply.status(500)), Endpoint.Ending.DEAD, false);
        make("ordered", Manner.always(Reply.OK), Endpoint.Ending.DELIVERED, true);
    }

    private Endpoint make(String name, Manner manner, Endpoint.Ending ending, boolean ordered)
            throws IOException, InterruptedException {
        return scene.makeEndpoint(name, manner, ending, ordered, "");
    }

    private void strikeUnderLoad() throws Exception {
        try (Load load =
                new Load(
                        ledger,
                        installation.cluster().rigServers(),
                        Instances.PREFIX + "events",
                        installation.instances().all(),
                        perSecond)) {
            Endpoint deleted =
                    make(
                            "deleted",
                            Manner.always(Reply.status(500)),
                            Endpoint.Ending.DELETED,
                            false);
            scene.awaitEndpointsKnown();
            load.start();
            try {
                Thread.sleep(BEFORE);
                var _ =
                        installation
                                .instances()
                                .all()
                                .getFirst()
                                .api()
                                .delete("/v1/endpoints/" + deleted.id())
                                .good();
                fault.strike(scene);
                Thread.sleep(AFTER);
            } finally {
                load.end();
            }
        }
    }

    private Verdict judge() throws Exception {
        progress.accept("waits until all is settled");
        long start = System.nanoTime();
        long latest = start;
        Evidence evidence = evidence(Map.of());
        while (!Judges.LOST.breaches(evidence).isEmpty()
                && System.nanoTime() - latest < SETTLED_WITHIN.toNanos()
                && System.nanoTime() - start < SETTLED_AT_LAST.toNanos()) {
            Thread.sleep(LOOK_EVERY);
            Evidence before = evidence;
            evidence = evidence(Map.of());
            if (evidence.requests().size() > before.requests().size()) {
                latest = System.nanoTime();
            }
        }
        Duration settled = Duration.ofNanos(System.nanoTime() - start);
        Thread.sleep(QUIET);
        evidence = evidence(told());
        Map<String, List<String>> breaches = new LinkedHashMap<>();
        for (Judge judge : Judges.ALL) {
            breaches.put(judge.name(), judge.breaches(evidence));
        }
        return new Verdict.Judged(
                fault.name(),
                evidence.events().size(),
                (int) evidence.history().stream().map(HistoryRecord::delivery).distinct().count(),
                evidence.requests().size(),
                RequestsTwice.count(evidence),
                Latency.at("/%s/%s".formatted(ledger.account(), HEALTHY), evidence),
                settled,
                breaches);
    }

    private Map<String, Map<String, HistoryRecord>> told()
            throws IOException, InterruptedException {
        Map<String, Map<String, HistoryRecord>> told = new HashMap<>();
        for (Instance instance : installation.instances().all()) {
            told.put(instance.name(), Told.by(instance, ledger.account()));
        }
        return told;
    }

    /** Collects all evidence on this trial's account. */
    private Evidence evidence(Map<String, Map<String, HistoryRecord>> told) {
        installation.books().look();
        Set<String> endpoints =
                ledger.endpoints().stream().map(Endpoint::id).collect(Collectors.toSet());
        List<HistoryRecord> history =
                installation.books().history().stream()
                        .filter(record -> endpoints.contains(record.endpoint()))
                        .toList();
        Set<String> deliveries =
                history.stream().map(HistoryRecord::delivery).collect(Collectors.toSet());
        List<Request> requests =
                installation.receiver().requests().stream()
                        .filter(request -> request.path().startsWith("/" + ledger.account() + "/"))
                        .toList();
        return new Evidence(
                ledger.endpoints(),
                ledger.events(),
                requests,
                history,
                installation.books().waits().stream()
                        .filter(wait -> deliveries.contains(wait.delivery()))
                        .toList(),
                installation.books().deadLetters().stream()
                        .filter(letter -> deliveries.contains(letter.delivery()))
                        .toList(),
                told,
                ledger.disruptions(),
                Instances.SCHEDULE);
    }
}

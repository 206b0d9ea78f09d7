package dev.hooklane.replayer;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.history.HistoryUnavailableException;
import dev.hooklane.replay.Replay;
import dev.hooklane.replay.ReplayCodec;
import dev.hooklane.replay.ReplayId;
import dev.hooklane.replay.ReplayProgress;
import dev.hooklane.replay.Replays;
import dev.hooklane.supervision.SupervisedThread;
import dev.hooklane.topic.KafkaUnavailableException;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs replays on a thread of its own: those of endpoints whose part of the history this instance
 * owns, one step of each per turn. When the history moves to another instance, they move with it.
 *
 * <p>Ownership is a guess until it is claimed: {@link BatchWrites#claim} fences the former owner,
 * and only then reads how far that one got.
 */
final class Replayer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Replayer.class);
    private static final Duration TURN = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

    /** A batch waits for Kafka's transactions and look-ups, each for a minute at most. */
    private static final Duration SILENT_AT_MOST = Duration.ofMinutes(10);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    /** A replay that ended is shown for as long as its deliveries. */
    static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);

    private final ReplayRunParts parts;
    private final Replays replays;
    private final BatchWrites writes;
    private final Topics topics;
    private final BooleanSupplier ready;
    private final ReplayMeter meter;
    private final InstantSource clock;
    private final SupervisedThread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<ReplayId, ReplayRun> runs = new HashMap<>();

    /**
     * @param ready whether this instance has read all replays
     */
    Replayer(
            ReplayRunParts parts,
            Replays replays,
            BatchWrites writes,
            Topics topics,
            BooleanSupplier ready,
            ReplayMeter meter,
            InstantSource clock) {
        this.parts = parts;
        this.replays = replays;
        this.writes = writes;
        this.topics = topics;
        this.ready = ready;
        this.meter = meter;
        this.clock = clock;
        this.thread = SupervisedThread.of("hooklane-replayer", SILENT_AT_MOST, this::run);
    }

    Replayer start() {
        thread.start();
        return this;
    }

    /** Returns the thread that takes the steps. */
    SupervisedThread thread() {
        return thread;
    }

    private void run(Runnable heartbeat) throws InterruptedException {
        Duration pause = TURN;
        while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            pause = !ready.getAsBoolean() || turn() ? TURN : PAUSE_AFTER_FAILURE;
            heartbeat.run();
        }
    }

    /**
     * Takes a step of each replay that this instance owns.
     *
     * @return false if one of them failed
     */
    boolean turn() {
        try {
            Map<Integer, List<ReplayId>> ours = ours();
            writes.keepOnly(ours.keySet());
            runs.keySet().retainAll(ours.values().stream().flatMap(List::stream).toList());
            boolean allWell = true;
            for (Map.Entry<Integer, List<ReplayId>> partition : ours.entrySet()) {
                allWell &= turn(partition.getKey(), partition.getValue());
            }
            return allWell;
        } catch (HistoryUnavailableException e) {
            log.debug("replays.wait {}", e.getMessage());
            return true;
        }
    }

    /** Returns the replays with work left, by their partition of the history. */
    private Map<Integer, List<ReplayId>> ours() {
        List<Replay> left =
                replays.all().stream()
                        .filter(known -> !known.hasEnded() || isForgettable(known))
                        .map(Replays.Known::replay)
                        .filter(replay ->
                                !parts.erasures().covers(replay.account(), replay.startedAt()))
                        .toList();
        if (left.isEmpty()) {
            return Map.of();
        }
        Set<Integer> owned = parts.history().owned();
        return left.stream()
                .filter(replay -> owned.contains(parts.history().partition(replay.endpoint())))
                .collect(
                        Collectors.groupingBy(
                                replay -> parts.history().partition(replay.endpoint()),
                                Collectors.mapping(Replay::id, Collectors.toList())));
    }

    private boolean turn(int partition, List<ReplayId> ids) {
        try {
            if (writes.claim(partition)) {
                // The runs are from before another instance may have continued them.
                runs.keySet().removeAll(ids);
            }
            boolean allWell = true;
            for (ReplayId id : ids) {
                Optional<Replays.Known> known = replays.find(id);
                allWell &= known.isEmpty() || turn(partition, known.get());
            }
            return allWell;
        } catch (RuntimeException e) {
            // The claim is given up; the next claim finds out what was written.
            interrupted(e);
            return false;
        }
    }

    private boolean turn(int partition, Replays.Known known) {
        Instant now = clock.instant();
        Replay replay = known.replay();
        if (isForgettable(known)) {
            writes.write(partition, forgotten(replay.id()));
            return true;
        }
        ReplayRun run =
                runs.computeIfAbsent(
                        replay.id(), _ -> new ReplayRun(parts, replay, known.progress(), now));
        Optional<ReplayRun.Step> step;
        try {
            step = run.hasEnded() ? Optional.empty() : run.step(replay, now);
        } catch (RuntimeException e) {
            // Nothing was written, so the same step is tried again.
            interrupted(e);
            return false;
        }
        if (step.isPresent()) {
            writes.write(partition, records(step.get()));
            run.written(step.get(), now);
            tell(replay, step.get());
        }
        return true;
    }

    private boolean isForgettable(Replays.Known known) {
        return known.progress()
                .ended()
                .map(ended -> ended.at().plus(FORGOTTEN_AFTER).isBefore(clock.instant()))
                .orElse(false);
    }

    private List<ProducerRecord<byte[], byte[]>> forgotten(ReplayId id) {
        return List.of(
                new ProducerRecord<>(topics.replays(), ReplayCodec.key(id), null),
                new ProducerRecord<>(topics.replays(), ReplayCodec.progressKey(id), null));
    }

    private List<ProducerRecord<byte[], byte[]>> records(ReplayRun.Step step) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Delivery delivery : step.batch().deliveries()) {
            records.add(
                    new ProducerRecord<>(
                            topics.bulkDeliveries(),
                            null,
                            DeliveryRecords.key(delivery),
                            delivery.payload().bytes(),
                            DeliveryRecords.headers(delivery)));
        }
        ReplayProgress progress = step.progress();
        records.add(
                new ProducerRecord<>(
                        topics.replays(),
                        ReplayCodec.progressKey(progress.id()),
                        ReplayCodec.write(progress)));
        return records;
    }

    private void tell(Replay replay, ReplayRun.Step step) {
        meter.sent(step.batch().deliveries().size());
        step.batch().skipped().forEach(meter::skipped);
        step.progress()
                .ended()
                .ifPresent(ended ->
                        log.info(
                                "replay.ended replay={} account={} endpoint={} why={} sent={}",
                                replay.id(),
                                replay.account(),
                                replay.endpoint(),
                                ended.why(),
                                step.progress().counts().sent()));
    }

    private void interrupted(RuntimeException e) {
        if (closing.getCount() == 0) {
            return;
        }
        if (e instanceof KafkaException || e instanceof KafkaUnavailableException) {
            log.warn("replays.interrupted they resume soon: {}", e.toString());
        } else {
            log.error("replays.interrupted they resume soon", e);
        }
    }

    /** Stops after the current step; another instance, or the next start, continues. */
    @Override
    public void close() {
        closing.countDown();
        thread.awaitEnd(CLOSE_PATIENCE);
        writes.keepOnly(Set.of());
    }
}

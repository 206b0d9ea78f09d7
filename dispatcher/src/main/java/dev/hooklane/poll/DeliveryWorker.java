package dev.hooklane.poll;

import dev.hooklane.attempt.AttemptLog;
import dev.hooklane.attempt.AttemptRunner;
import dev.hooklane.attempt.EndpointAccess;
import dev.hooklane.attempt.OutcomeWriter;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.lane.LaneClock;
import dev.hooklane.lane.LaneCounts;
import dev.hooklane.lane.LaneReport;
import dev.hooklane.lane.LaneSettings;
import dev.hooklane.lane.Lanes;
import dev.hooklane.offset.DeliveringFailedException;
import dev.hooklane.offset.OutcomeCommitter;
import dev.hooklane.offset.OutcomeProducers;
import dev.hooklane.offset.QuarantineWriter;
import dev.hooklane.offset.TopicPartitions;
import dev.hooklane.retry.RetryRules;
import dev.hooklane.supervision.OutOfMemory;
import dev.hooklane.supervision.StopsInTime;
import dev.hooklane.supervision.SupervisedThread;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers until it is closed: runs the poll loop on a thread of its own, and whenever a loop
 * fails, starts a new one from the committed offsets.
 */
public final class DeliveryWorker implements StopsInTime {
    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    /** Twice as long as an idle loop's turn. */
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(2);

    /**
     * Joining the group waits for several answers; Kafka's clients give up on each after a minute.
     */
    private static final Duration SILENT_AT_MOST = Duration.ofMinutes(5);

    private static final Duration STALLED_AFTER = Duration.ofSeconds(15);

    private final Parts parts;
    private final SupervisedThread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable PollLoop current;

    /**
     * The parts that delivering needs.
     *
     * @param clients of Kafka, for each run new ones
     * @param topics that it reads and writes
     */
    public record Parts(
            LaneClients clients,
            Topics topics,
            EndpointAccess endpoints,
            Erasures erasures,
            LaneSettings settings,
            DeliveryMeter meter,
            InstantSource clock) {}

    private DeliveryWorker(Parts parts) {
        this.parts = parts;
        this.thread =
                SupervisedThread.of("hooklane-delivery", SILENT_AT_MOST, this::runUntilClosed);
    }

    public static DeliveryWorker start(Parts parts) {
        DeliveryWorker worker = new DeliveryWorker(parts);
        worker.thread.start();
        return worker;
    }

    /** Returns the thread of its loop. */
    public SupervisedThread thread() {
        return thread;
    }

    /** Reports whether it is a member of the group and its loop is turning. */
    public boolean isReady() {
        PollLoop loop = current;
        return loop != null
                && loop.state().latest().freshAt(parts.clock().instant(), STALLED_AFTER);
    }

    /** Returns how much its lanes hold now. */
    public LaneCounts counts() {
        PollLoop loop = current;
        return loop == null ? LaneCounts.NONE : loop.lanes().counts();
    }

    /**
     * Returns the state of its lanes; empty if the loop does not answer in time. Waits for a turn
     * of the loop.
     */
    public Optional<LaneReport> laneReport() {
        PollLoop loop = current;
        if (loop == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    loop.laneReport().get(TOLD_WITHIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            log.debug("lanes.untold", e);
            return Optional.empty();
        }
    }

    /** Returns how many records were read and wait in memory for their time or for room. */
    public int held() {
        PollLoop loop = current;
        return loop == null ? 0 : loop.state().latest().held();
    }

    /** Returns how many offsets were read and are not done, of the partition with the most. */
    public long openOffsets() {
        PollLoop loop = current;
        return loop == null ? 0 : loop.state().latest().openOffsets();
    }

    /**
     * Returns the partitions that can't be read, and from which offset on; only these are set
     * aside.
     */
    public Map<TopicPartition, Long> unreadable() {
        PollLoop loop = current;
        return loop == null ? Map.of() : loop.state().latest().unreadable();
    }

    private void runUntilClosed(Runnable heartbeat) {
        Duration pause = FIRST_PAUSE;
        while (closing.getCount() > 0) {
            long startedAt = System.nanoTime();
            try {
                heartbeat.run();
                runOnce(heartbeat);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ProducerFencedException e) {
                log.error(
                        "delivering.fenced another process runs with this instance id: {}",
                        e.getMessage());
            } catch (DeliveringFailedException e) {
                log.warn("delivering.restarts {}", e.getMessage());
            } catch (Throwable e) {
                OutOfMemory.endProcessIfCause(e);
                log.error("delivering.restarts", e);
            }
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            boolean ranLong = System.nanoTime() - startedAt > LONGEST_PAUSE.toNanos();
            pause = ranLong ? FIRST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
            if (isClosingWithin(pause)) {
                return;
            }
        }
    }

    private void runOnce(Runnable heartbeat) throws InterruptedException {
        OutcomeProducers producers = OutcomeProducers.start(parts.clients()::producer);
        PollLoop loop;
        try {
            ClockProbe.send(producers.current(), parts.topics().parkedTopicList().getFirst());
            loop = build(producers);
        } catch (Throwable e) {
            producers.close();
            throw e;
        }
        current = loop;
        if (closing.getCount() == 0) {
            loop.stop();
        }
        loop.run(heartbeat);
    }

    private PollLoop build(OutcomeProducers producers) {
        Topics topics = parts.topics();
        DeliveryMeter meter = parts.meter();
        List<String> written = new ArrayList<>(topics.ofLanes());
        written.addAll(List.of(topics.history(), topics.deadLetters(), topics.rejected()));
        TopicPartitions partitions = TopicPartitions.asOf(producers.current(), written);
        OutcomeWriter outcomes =
                new OutcomeWriter(
                        topics,
                        new RetryRules(topics.schedule()),
                        partitions,
                        parts.erasures(),
                        parts.clock(),
                        meter);
        AttemptRunner runner =
                new AttemptRunner(
                        parts.endpoints(),
                        outcomes,
                        AttemptLog.atMost(parts.settings().loggedAttempts()),
                        meter);
        Consumer<byte[], byte[]> consumer = parts.clients().consumer();
        LaneClock clock = LaneClock.system(parts.clock());
        return new PollLoop(
                consumer,
                topics,
                new Lanes(
                        parts.settings(),
                        runner,
                        outcomes,
                        parts.endpoints().directory(),
                        clock,
                        Thread::startVirtualThread),
                new OutcomePath(
                        outcomes,
                        OutcomeCommitter.start(producers, meter),
                        new QuarantineWriter(topics, partitions, parts.erasures(), meter)),
                new LoopRules(parts.settings(), LeaseRules.DEFAULT, clock),
                meter);
    }

    private boolean isClosingWithin(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void beginStop() {
        closing.countDown();
        PollLoop loop = current;
        if (loop != null) {
            loop.stop();
        }
    }

    /** Takes nothing more, waits for attempts in flight, commits their outcomes, and stops. */
    @Override
    public void close() {
        beginStop();
        thread.awaitEnd();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

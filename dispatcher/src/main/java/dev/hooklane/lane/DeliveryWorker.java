package dev.hooklane.lane;

import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.retry.RetryRules;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topology.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers, until it is closed: runs the poll loop on a thread of its own, and starts a new one
 * from what was committed whenever one fails.
 */
public final class DeliveryWorker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    /** Twice what an idle loop takes for a turn. */
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(2);

    private static final Duration STALLED_AFTER = Duration.ofSeconds(15);

    private final Parts parts;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable PollLoop current;

    /** What delivering is made of. */
    public record Parts(
            LaneClients clients,
            Topics topics,
            RetrySchedule schedule,
            EndpointDirectory directory,
            Erasures erasures,
            AttemptSender sender,
            EndpointWatch watch,
            LaneSettings settings,
            DeliveryMeter meter,
            InstantSource clock) {}

    private DeliveryWorker(Parts parts) {
        this.parts = parts;
        this.thread = Thread.ofPlatform().name("hooklane-delivery").unstarted(this::runUntilClosed);
    }

    public static DeliveryWorker start(Parts parts) {
        DeliveryWorker worker = new DeliveryWorker(parts);
        worker.thread.start();
        return worker;
    }

    /** Whether it takes part in the group and its loop turns. */
    public boolean isReady() {
        PollLoop loop = current;
        return loop != null
                && loop.state().latest().freshAt(parts.clock().instant(), STALLED_AFTER);
    }

    /** What its lanes have in hand now. */
    public LaneCounts counts() {
        PollLoop loop = current;
        return loop == null ? LaneCounts.NONE : loop.lanes().counts();
    }

    /** How its lanes are; empty if it can't tell within a moment. Waits for a turn of its loop. */
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

    /** Records that were read and wait in memory for their time or for room. */
    public int held() {
        PollLoop loop = current;
        return loop == null ? 0 : loop.state().latest().held();
    }

    /** Of the partition with the most: offsets that were read and are not done. */
    public long openOffsets() {
        PollLoop loop = current;
        return loop == null ? 0 : loop.state().latest().openOffsets();
    }

    private void runUntilClosed() {
        Duration pause = FIRST_PAUSE;
        while (closing.getCount() > 0) {
            long startedAt = System.nanoTime();
            try {
                runOnce();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ProducerFencedException e) {
                log.error(
                        "delivering.fenced another process runs with this instance id: {}",
                        e.getMessage());
            } catch (DeliveringFailedException e) {
                log.warn("delivering.restarts {}", e.getMessage());
            } catch (RuntimeException e) {
                log.error("delivering.restarts", e);
            }
            boolean ranLong = System.nanoTime() - startedAt > LONGEST_PAUSE.toNanos();
            pause = ranLong ? FIRST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
            if (isClosingWithin(pause)) {
                return;
            }
        }
    }

    private void runOnce() throws InterruptedException {
        Producer<byte[], byte[]> producer = parts.clients().producer();
        PollLoop loop;
        try {
            producer.initTransactions();
            loop = build(producer);
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        current = loop;
        if (closing.getCount() == 0) {
            loop.stop();
        }
        loop.run();
    }

    private PollLoop build(Producer<byte[], byte[]> producer) {
        Topics topics = parts.topics();
        DeliveryMeter meter = parts.meter();
        int historyPartitions = producer.partitionsFor(topics.history()).size();
        OutcomeWriter outcomes =
                new OutcomeWriter(
                        topics,
                        new RetryRules(parts.schedule()),
                        historyPartitions,
                        parts.erasures(),
                        parts.clock(),
                        meter);
        AttemptRunner runner =
                new AttemptRunner(
                        parts.directory(),
                        parts.sender(),
                        parts.watch(),
                        outcomes,
                        AttemptLog.atMost(parts.settings().loggedAttempts()),
                        meter,
                        parts.clock());
        Consumer<byte[], byte[]> consumer = parts.clients().consumer();
        LaneClock clock = LaneClock.system(parts.clock());
        return new PollLoop(
                consumer,
                OutcomeCommitter.start(producer, meter),
                new Lanes(
                        parts.settings(),
                        runner,
                        outcomes,
                        parts.directory(),
                        clock,
                        Thread::startVirtualThread),
                outcomes,
                topics,
                parts.settings(),
                LeaseRules.DEFAULT,
                meter,
                clock);
    }

    private boolean isClosingWithin(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Takes nothing more, waits for attempts in flight, commits their outcomes, and stops. */
    @Override
    public void close() {
        closing.countDown();
        PollLoop loop = current;
        if (loop != null) {
            loop.stop();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

package dev.hooklane.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers outcomes and has them committed with their offsets, one transaction at a time. Used by
 * the poll loop's thread.
 *
 * <p>The invariant that everything rests on: a ledger says "done" only of offsets whose outcomes
 * are in {@code uncommitted}, in the running transaction, or durable. So whatever offsets a
 * transaction carries, the outcomes behind them are in it or were committed before. One that fails
 * gives its outcomes back, and the next one carries them with the offsets of that time.
 */
final class CommitCycle {
    private static final Logger log = LoggerFactory.getLogger(CommitCycle.class);
    private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final Lanes lanes;
    private final Leases leases;
    private final OutcomeCommitter committer;
    private final DeliveryMeter meter;
    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private List<Outcome> uncommitted = new ArrayList<>();
    private long uncommittedBytes;
    private @Nullable Running running;
    private long lastStartNanos;

    CommitCycle(
            Consumer<byte[], byte[]> consumer,
            Lanes lanes,
            Leases leases,
            OutcomeCommitter committer,
            DeliveryMeter meter,
            Duration interval,
            LongSupplier nanoTime) {
        this.consumer = consumer;
        this.lanes = lanes;
        this.leases = leases;
        this.committer = committer;
        this.meter = meter;
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        this.lastStartNanos = nanoTime.getAsLong();
    }

    /** A transaction under way. */
    private record Running(
            List<Outcome> outcomes,
            Map<OwnedPartition, OffsetAndMetadata> offsets,
            CompletableFuture<OutcomeCommitter.Result> result) {}

    /** Takes an outcome that came without an attempt. */
    void add(Outcome outcome) {
        if (outcome.partition().owned()) {
            outcome.partition().ledger().done(outcome.offset());
            uncommitted.add(outcome);
            uncommittedBytes += outcome.bytes();
        } else {
            meter.stale(1);
        }
    }

    /** How many outcomes are not durable yet. */
    int uncommitted() {
        return uncommitted.size() + leases.waiting() + (running == null ? 0 : running.outcomes.size());
    }

    /** What they hold in memory, about. */
    long uncommittedBytes() {
        return uncommittedBytes;
    }

    private void release(Outcome outcome) {
        uncommittedBytes -= outcome.bytes();
    }

    /**
     * Takes what the lanes have finished; starts a transaction when it is time and there is news.
     */
    void tick(Assignment assignment) {
        collect();
        Running current = running;
        if (current != null && current.result.isDone()) {
            settle(current);
        }
        if (running == null && nanoTime.getAsLong() - lastStartNanos >= intervalNanos) {
            start(assignment);
        }
    }

    /** Commits all that has finished, and returns when that is done or has failed. */
    void commitNow(Assignment assignment) {
        Running current = running;
        if (current != null) {
            settle(current);
        }
        collect();
        start(assignment);
        Running last = running;
        if (last != null) {
            settle(last);
        }
    }

    private void collect() {
        for (Outcome outcome = lanes.pollFinished();
                outcome != null;
                outcome = lanes.pollFinished()) {
            leases.finished(outcome).ifPresent(this::add);
        }
    }

    private void start(Assignment assignment) {
        Map<OwnedPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (OwnedPartition partition : assignment.owned()) {
            partition.readUpTo(consumer.position(partition.partition()));
            if (partition.hasNews()) {
                offsets.put(partition, partition.toCommit());
            }
        }
        List<Outcome> outcomes = takeCommittable(assignment);
        if (offsets.isEmpty() && outcomes.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> byPartition = new HashMap<>();
        offsets.forEach((partition, offset) -> byPartition.put(partition.partition(), offset));
        lastStartNanos = nanoTime.getAsLong();
        running =
                new Running(
                        outcomes,
                        offsets,
                        committer.commit(
                                new OutcomeCommitter.Batch(
                                        outcomes, byPartition, consumer.groupMetadata())));
    }

    /**
     * The outcomes whose partitions' offsets can be in the same transaction. Those of partitions
     * that were lost are dropped: their next owner makes them anew. Those of partitions that were
     * revoked and not yet handed out stay: they may come back or be lost.
     */
    private List<Outcome> takeCommittable(Assignment assignment) {
        List<Outcome> committable = new ArrayList<>(uncommitted.size());
        List<Outcome> undecided = new ArrayList<>();
        for (Outcome outcome : uncommitted) {
            if (!outcome.partition().owned()) {
                release(outcome);
                meter.stale(1);
            } else if (assignment.has(outcome.partition())) {
                committable.add(outcome);
            } else {
                undecided.add(outcome);
            }
        }
        uncommitted = undecided;
        return committable;
    }

    private void settle(Running ended) {
        switch (await(ended.result)) {
            case OutcomeCommitter.Result.Committed _ -> {
                ended.offsets.forEach(OwnedPartition::committed);
                ended.outcomes.forEach(this::release);
            }
            case OutcomeCommitter.Result.Aborted(String why) -> {
                log.warn(
                        "commit.aborted outcomes={} will be committed again: {}",
                        ended.outcomes.size(),
                        why);
                uncommitted.addAll(0, ended.outcomes);
            }
            case OutcomeCommitter.Result.Unusable(String why) ->
                    throw new DeliveringFailedException("outcomes can't be committed: " + why);
        }
        running = null;
    }

    private static OutcomeCommitter.Result await(
            CompletableFuture<OutcomeCommitter.Result> result) {
        try {
            return result.get(SYNC_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveringFailedException("interrupted while committing");
        } catch (TimeoutException e) {
            throw new DeliveringFailedException(
                    "a transaction took longer than %d s".formatted(SYNC_TIMEOUT.toSeconds()));
        } catch (ExecutionException e) {
            throw new DeliveringFailedException("a transaction failed: " + e.getCause());
        }
    }
}

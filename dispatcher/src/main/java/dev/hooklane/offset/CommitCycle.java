package dev.hooklane.offset;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers outcomes and commits them with their offsets, one transaction at a time. Used by the poll
 * loop's thread.
 *
 * <p>The invariant that everything rests on: a ledger marks an offset as done only when its outcome
 * is durable. A transaction commits what the ledgers say, plus the offsets of the outcomes that it
 * carries itself. So an outcome may be left out of any transaction, to wait for a partition or to
 * be tried alone, and no committed offset ever covers an outcome that was not written.
 *
 * <p>Which outcomes a transaction carries is up to {@link WaitingOutcomes}.
 */
public final class CommitCycle {
    private static final Logger log = LoggerFactory.getLogger(CommitCycle.class);
    private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(10);

    /**
     * How long records may take to be written; after that, those that are not written are left to
     * wait. A change of leaders is over by then, and nothing else is held up for longer.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How many transactions one synchronous commit may take. */
    private static final int SYNC_TRANSACTIONS = 64;

    private static final long SYNC_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Supplier<@Nullable Outcome> finished;
    private final OutcomeTransactions transactions;
    private final OffsetMeter meter;
    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private final WaitingOutcomes waiting;
    private @Nullable Running running;
    private long lastStartNanos;
    private boolean isNextAtOnce;

    public CommitCycle(
            Consumer<byte[], byte[]> consumer,
            Supplier<@Nullable Outcome> finished,
            OutcomeTransactions transactions,
            Quarantine quarantine,
            Function<Outcome, Optional<Outcome>> refusedCopy,
            OffsetMeter meter,
            Duration interval,
            LongSupplier nanoTime) {
        this.consumer = consumer;
        this.finished = finished;
        this.transactions = transactions;
        this.waiting = new WaitingOutcomes(quarantine, refusedCopy, transactions::hangsOn);
        this.meter = meter;
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        this.lastStartNanos = nanoTime.getAsLong();
    }

    /** A transaction under way. */
    private record Running(
            WaitingOutcomes.Chosen chosen,
            Map<OwnedPartition, OffsetAndMetadata> offsets,
            CompletableFuture<OutcomeTransactions.Result> result) {}

    /** Adds an outcome, unless its partition was lost. */
    public void add(Outcome outcome) {
        if (outcome.partition().owned()) {
            waiting.add(outcome);
        } else {
            meter.stale(1);
        }
    }

    /** Returns how many outcomes are not durable yet. */
    public int uncommitted() {
        return waiting.size() + (running == null ? 0 : running.chosen.outcomes().size());
    }

    /** Returns about how many bytes they hold in memory. */
    public long uncommittedBytes() {
        return waiting.bytes();
    }

    /**
     * Collects what the lanes have finished; starts a transaction when it is time and there is
     * anything new to commit.
     */
    public void tick(Assignment assignment) {
        collect();
        Running current = running;
        if (current != null && current.result.isDone()) {
            settle(current);
        }
        if (running == null
                && (isNextAtOnce || nanoTime.getAsLong() - lastStartNanos >= intervalNanos)) {
            start(assignment);
        }
    }

    /** Commits all finished outcomes that can be written, and returns when that is done. */
    public void commitNow(Assignment assignment) {
        Running current = running;
        if (current != null) {
            settle(current);
        }
        collect();
        long until = nanoTime.getAsLong() + SYNC_NANOS;
        for (int i = 0; i < SYNC_TRANSACTIONS; i++) {
            start(assignment);
            Running last = running;
            if (last == null) {
                return;
            }
            settle(last);
            if (!isNextAtOnce || nanoTime.getAsLong() - until > 0) {
                return;
            }
        }
    }

    private void collect() {
        for (Outcome outcome = finished.get(); outcome != null; outcome = finished.get()) {
            add(outcome);
        }
    }

    private void start(Assignment assignment) {
        int lost = waiting.dropLost();
        if (lost > 0) {
            meter.stale(lost);
        }
        long now = nanoTime.getAsLong();
        WaitingOutcomes.Chosen chosen = waiting.choose(assignment, now);
        isNextAtOnce = waiting.hasMore();
        Map<OwnedPartition, OffsetAndMetadata> offsets = offsets(assignment, chosen.outcomes());
        if (offsets.isEmpty() && chosen.outcomes().isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> byPartition = new HashMap<>();
        offsets.forEach((partition, offset) -> byPartition.put(partition.partition(), offset));
        lastStartNanos = now;
        running =
                new Running(
                        chosen,
                        offsets,
                        transactions.commit(
                                new OutcomeTransactions.Batch(
                                        chosen.outcomes(),
                                        byPartition,
                                        consumer.groupMetadata(),
                                        PATIENCE)));
    }

    private Map<OwnedPartition, OffsetAndMetadata> offsets(
            Assignment assignment, List<Outcome> outcomes) {
        Map<OwnedPartition, List<Long>> carried = new HashMap<>();
        for (Outcome outcome : outcomes) {
            carried.computeIfAbsent(outcome.partition(), _ -> new ArrayList<>())
                    .add(outcome.offset());
        }
        Map<OwnedPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (OwnedPartition partition : assignment.owned()) {
            partition.readUpTo(consumer.position(partition.partition()));
            OffsetAndMetadata offset =
                    partition.toCommit(carried.getOrDefault(partition, List.of()));
            if (partition.isNews(offset)) {
                offsets.put(partition, offset);
            }
        }
        return offsets;
    }

    private void settle(Running ended) {
        OutcomeTransactions.Result result = await(ended.result);
        running = null;
        switch (result) {
            case OutcomeTransactions.Result.Committed(Duration took) -> {
                for (Outcome outcome : ended.chosen.outcomes()) {
                    outcome.partition().ledger().done(outcome.offset());
                }
                ended.offsets.forEach(OwnedPartition::committed);
                waiting.committed(ended.chosen, took);
            }
            case OutcomeTransactions.Result.Aborted(String why, Blame blame) -> {
                log.warn("commit.aborted outcomes={} {}", ended.chosen.outcomes().size(), why);
                waiting.aborted(ended.chosen, why, blame, nanoTime.getAsLong());
            }
            case OutcomeTransactions.Result.Unusable(String why) ->
                    throw new DeliveringFailedException("outcomes can't be committed: " + why);
        }
        isNextAtOnce = waiting.hasMore();
        meter.waiting(waiting.byTopic());
    }

    private static OutcomeTransactions.Result await(
            CompletableFuture<OutcomeTransactions.Result> result) {
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

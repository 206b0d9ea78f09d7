package dev.hooklane.offset;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Transactions that end as a test says, and what was written by those that were committed. */
final class FakeTransactions implements OutcomeTransactions {
    final List<Batch> asked = new ArrayList<>();
    final Set<String> written = new HashSet<>();
    final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();

    /** What a batch fails by; empty if it does not. */
    Function<Batch, Optional<Result>> trouble = _ -> Optional.empty();

    /** Partitions that an aborted transaction hangs on. */
    final Set<TopicPartition> hanging = new HashSet<>();

    Duration took = Duration.ofMillis(10);

    @Override
    public CompletableFuture<Result> commit(Batch batch) {
        asked.add(batch);
        Optional<Result> failed = trouble.apply(batch);
        if (failed.isEmpty()) {
            batch.outcomes().forEach(outcome -> written.add(name(outcome)));
            offsets.putAll(batch.offsets());
        }
        return CompletableFuture.completedFuture(
                failed.orElseGet(() -> new Result.Committed(took)));
    }

    static String name(Outcome outcome) {
        return outcome.partition().partition().partition() + "@" + outcome.offset();
    }

    @Override
    public boolean hangsOn(TopicPartition partition) {
        return hanging.contains(partition);
    }

    @Override
    public void close() {}

    /** What is committed of a partition; -1 if nothing is. */
    long offset(TopicPartition partition) {
        return offset(offsets, partition);
    }

    /** The same of what the first transaction carried. */
    long firstOffset(TopicPartition partition) {
        return offset(asked.getFirst().offsets(), partition);
    }

    private static long offset(
            Map<TopicPartition, OffsetAndMetadata> offsets, TopicPartition partition) {
        OffsetAndMetadata offset = offsets.get(partition);
        return offset == null ? -1 : offset.offset();
    }

    /** The names of what the batch carried. */
    static List<String> names(Batch batch) {
        return batch.outcomes().stream().map(FakeTransactions::name).toList();
    }

    /** The offsets below this one that the commits call done and nothing was written of. */
    List<String> coveredButNotWritten(TopicPartition partition, long until) {
        OffsetAndMetadata offset = offsets.get(partition);
        if (offset == null) {
            return List.of();
        }
        OffsetLedger ledger = OffsetLedger.restore(offset.offset(), offset.metadata());
        List<String> missing = new ArrayList<>();
        for (long i = 0; i < until; i++) {
            String name = partition.partition() + "@" + i;
            if (ledger.isDone(i) && !written.contains(name)) {
                missing.add(name);
            }
        }
        return missing;
    }
}

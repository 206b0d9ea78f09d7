package dev.hooklane.offset;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Writes outcomes and offsets, all or nothing; one transaction at a time. */
public interface OutcomeTransactions extends AutoCloseable {
    CompletableFuture<Result> commit(Batch batch);

    /** Reports whether an aborted transaction can't end before that partition accepts writes. */
    boolean hangsOn(TopicPartition partition);

    /** Writes nothing more; the result of a running transaction is not reported. */
    @Override
    void close();

    /**
     * The writes of one transaction.
     *
     * @param patience how long its records may take to be written
     */
    record Batch(
            List<Outcome> outcomes,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group,
            Duration patience) {}

    /** How a transaction ended. */
    sealed interface Result {
        record Committed(Duration took) implements Result {}

        /** Nothing was written; the outcomes may be committed again. */
        record Aborted(String why, Blame blame) implements Result {}

        /** The producer can't be used any more; the group's offsets show what was written. */
        record Unusable(String why) implements Result {}
    }
}

package dev.hooklane.lane;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Writes outcomes and offsets, all or nothing; one transaction at a time. */
interface OutcomeTransactions extends AutoCloseable {
    CompletableFuture<Result> commit(Batch batch);

    /** Whether an aborted transaction can't end before that partition takes something. */
    boolean hangsOn(TopicPartition partition);

    /** Writes nothing more; what became of a transaction under way stays unsaid. */
    @Override
    void close();

    /**
     * What one transaction writes.
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

        /** Nothing of it was written; its outcomes may be committed again. */
        record Aborted(String why, Blame blame) implements Result {}

        /**
         * The producer is of no more use, and what was written is known from the group's offsets.
         */
        record Unusable(String why) implements Result {}
    }
}

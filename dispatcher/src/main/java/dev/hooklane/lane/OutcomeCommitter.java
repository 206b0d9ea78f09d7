package dev.hooklane.lane;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes outcomes and offsets to Kafka, all or nothing, on a thread of its own so that the poll
 * loop goes on meanwhile. One transaction at a time.
 */
final class OutcomeCommitter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OutcomeCommitter.class);
    private static final int COMMIT_TRIES = 3;

    private final Producer<byte[], byte[]> producer;
    private final DeliveryMeter meter;
    private final ExecutorService thread;

    /**
     * @param producer with a transactional id and its transactions initialised; closed by this
     * @param thread runs one transaction after the other; closed by this
     */
    OutcomeCommitter(
            Producer<byte[], byte[]> producer, DeliveryMeter meter, ExecutorService thread) {
        this.producer = producer;
        this.meter = meter;
        this.thread = thread;
    }

    /** On a thread of its own. */
    static OutcomeCommitter start(Producer<byte[], byte[]> producer, DeliveryMeter meter) {
        return new OutcomeCommitter(
                producer,
                meter,
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("hooklane-commit").daemon().factory()));
    }

    /** What one transaction writes. */
    record Batch(
            List<Outcome> outcomes,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group) {}

    /** How a transaction ended. */
    sealed interface Result {
        record Committed() implements Result {}

        /** Nothing of it was written; its outcomes may be committed again. */
        record Aborted(String why) implements Result {}

        /**
         * The producer is of no more use, and what was written is known from the group's offsets.
         */
        record Unusable(String why) implements Result {}
    }

    CompletableFuture<Result> commit(Batch batch) {
        return CompletableFuture.supplyAsync(() -> run(batch), thread);
    }

    private Result run(Batch batch) {
        long startedAt = System.nanoTime();
        try {
            producer.beginTransaction();
            for (Outcome outcome : batch.outcomes()) {
                for (ProducerRecord<byte[], byte[]> write : outcome.writes()) {
                    // A failed send fails the commit, so its future need not be looked at.
                    var _ = producer.send(write);
                }
            }
            producer.sendOffsetsToTransaction(batch.offsets(), batch.group());
            commitTransaction();
            meter.committed(
                    batch.outcomes().size(), Duration.ofNanos(System.nanoTime() - startedAt));
            return new Result.Committed();
        } catch (IllegalStateException | CommitUnknownException e) {
            meter.commitFailed();
            return new Result.Unusable(message(e));
        } catch (KafkaException e) {
            return abort(e);
        }
    }

    /** A commit that timed out may be asked for again; its first answer then counts. */
    private void commitTransaction() {
        for (int i = 1; i <= COMMIT_TRIES; i++) {
            try {
                producer.commitTransaction();
                return;
            } catch (TimeoutException e) {
                log.warn("commit.slow try={} {}", i, e.getMessage());
            }
        }
        throw new CommitUnknownException();
    }

    private Result abort(KafkaException cause) {
        meter.commitFailed();
        try {
            producer.abortTransaction();
            return new Result.Aborted(message(cause));
        } catch (KafkaException | IllegalStateException e) {
            log.warn("commit.abort_failed {}", e.getMessage());
            return new Result.Unusable(message(cause));
        }
    }

    private static String message(RuntimeException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    @Override
    public void close() {
        thread.shutdown();
        producer.close(Duration.ofSeconds(2));
    }

    /** The brokers never said whether the transaction was committed. */
    private static final class CommitUnknownException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CommitUnknownException() {
            super("the brokers did not answer " + COMMIT_TRIES + " commits in time");
        }
    }
}

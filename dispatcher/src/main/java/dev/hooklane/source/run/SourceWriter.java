package dev.hooklane.source.run;

import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.ProgressCodec;
import dev.hooklane.source.progress.SourceProgress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Writes what a source publishes, and its progress, in one transaction: both count, or neither. For
 * the thread of the run.
 */
final class SourceWriter implements AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final List<Producer<byte[], byte[]>> producers;
    private final String progressTopic;
    private int turn;
    private boolean failed;

    private SourceWriter(List<Producer<byte[], byte[]>> producers, String progressTopic) {
        this.producers = List.copyOf(producers);
        this.progressTopic = progressTopic;
    }

    /**
     * Returns a writer; transactions that the former one left open are aborted.
     *
     * @param producers of its {@link TransactionalIds}; they are closed with it
     */
    static SourceWriter start(List<Producer<byte[], byte[]>> producers, String progressTopic) {
        SourceWriter writer = new SourceWriter(producers, progressTopic);
        try {
            producers.forEach(Producer::initTransactions);
            return writer;
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /**
     * Writes all, or nothing.
     *
     * @throws KafkaException if it is not known to be written; the writer must not be used again
     */
    void write(
            List<ProducerRecord<byte[], byte[]>> records,
            Map<PartitionKey, SourceProgress> progress) {
        if (failed) {
            throw new KafkaException("an earlier transaction of this run failed");
        }
        // Until it is known to be committed: older progress must not follow it.
        failed = true;
        Producer<byte[], byte[]> producer = producers.get(turn);
        turn = (turn + 1) % producers.size();
        producer.beginTransaction();
        try {
            for (ProducerRecord<byte[], byte[]> record : records) {
                send(producer, record);
            }
            progress.forEach((partition, reached) ->
                    send(
                            producer,
                            new ProducerRecord<>(
                                    progressTopic,
                                    ProgressCodec.key(partition),
                                    ProgressCodec.write(reached))));
            producer.commitTransaction();
            failed = false;
        } catch (KafkaException e) {
            abort(producer, e);
            throw e;
        }
    }

    /**
     * Most failures come with the commit. Those that come at once may have taken seconds, such as
     * that there is no such topic, and this source has a turn that others wait for.
     */
    private static void send(
            Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        Future<RecordMetadata> sent = producer.send(record);
        if (sent.state() == Future.State.FAILED) {
            throw new KafkaException(
                    "topic %s takes no records".formatted(record.topic()), sent.exceptionNow());
        }
    }

    /** Reports whether nothing can be written any more. */
    boolean hasFailed() {
        return failed;
    }

    private static void abort(Producer<byte[], byte[]> producer, KafkaException why) {
        try {
            producer.abortTransaction();
        } catch (RuntimeException e) {
            // The next owner of the id or of the partitions aborts it.
            why.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        producers.forEach(producer -> producer.close(CLOSE_PATIENCE));
    }
}

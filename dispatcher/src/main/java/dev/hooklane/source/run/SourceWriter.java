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

    private final Producer<byte[], byte[]> producer;
    private final String progressTopic;
    private boolean failed;

    private SourceWriter(Producer<byte[], byte[]> producer, String progressTopic) {
        this.producer = producer;
        this.progressTopic = progressTopic;
    }

    /** Returns a writer; a transaction that the former one of its id left open is aborted. */
    static SourceWriter start(Producer<byte[], byte[]> producer, String progressTopic) {
        try {
            producer.initTransactions();
            return new SourceWriter(producer, progressTopic);
        } catch (RuntimeException e) {
            producer.close();
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
        producer.beginTransaction();
        try {
            for (ProducerRecord<byte[], byte[]> record : records) {
                send(record);
            }
            progress.forEach((partition, reached) ->
                    send(
                            new ProducerRecord<>(
                                    progressTopic,
                                    ProgressCodec.key(partition),
                                    ProgressCodec.write(reached))));
            producer.commitTransaction();
            failed = false;
        } catch (KafkaException e) {
            abort(e);
            throw e;
        }
    }

    /**
     * Most failures come with the commit. Those that come at once may have taken seconds, such as
     * that there is no such topic, and this source has a turn that others wait for.
     */
    private void send(ProducerRecord<byte[], byte[]> record) {
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

    private void abort(KafkaException why) {
        try {
            producer.abortTransaction();
        } catch (RuntimeException e) {
            // The next owner of the id or of the partitions aborts it.
            why.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_PATIENCE);
    }
}

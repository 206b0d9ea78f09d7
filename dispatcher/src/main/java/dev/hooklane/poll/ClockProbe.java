package dev.hooklane.poll;

import dev.hooklane.delay.DelayTopic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a few brokers append a record each, in a transaction that is aborted, so that the brokers'
 * time is known before any delivery is considered due. Nobody ever reads those records.
 */
public final class ClockProbe {
    private static final Logger log = LoggerFactory.getLogger(ClockProbe.class);
    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private ClockProbe() {}

    /**
     * Sends the records. A partition that does not answer in time is left out: delivering doesn't
     * wait for it.
     */
    public static void send(Producer<byte[], byte[]> producer, DelayTopic topic)
            throws InterruptedException {
        List<Integer> partitions =
                producer.partitionsFor(topic.name()).stream()
                        .map(info -> info.partition())
                        .limit(PARTITIONS)
                        .toList();
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent =
                partitions.stream()
                        .map(partition ->
                                producer.send(
                                        new ProducerRecord<>(
                                                topic.name(), partition, null, new byte[0])))
                        .toList();
        for (Future<RecordMetadata> each : sent) {
            try {
                each.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                log.warn("clock.unanswered topic={}", topic.name(), e);
            }
        }
        producer.abortTransaction();
    }
}

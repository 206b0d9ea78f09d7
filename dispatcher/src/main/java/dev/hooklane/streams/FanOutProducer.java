package dev.hooklane.streams;

import dev.hooklane.fanout.Flushes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka producer that always knows where the rejected topic is. When brokers refuse a delivery,
 * Kafka Streams sends the rejected record from the producer's own network thread. If that thread
 * had to find the topic first, it would wait for itself.
 *
 * <p>It counts how often it is flushed, which Kafka Streams does before each commit.
 */
final class FanOutProducer extends KafkaProducer<byte[], byte[]> {
    private static final Logger log = LoggerFactory.getLogger(FanOutProducer.class);

    /** Well within the five minutes after which a producer forgets a topic that it does not use. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final String rejectedTopic;
    private final Flushes flushes;
    private volatile long lookedAt = System.nanoTime() - LOOK.toNanos();

    FanOutProducer(Map<String, Object> settings, String rejectedTopic, Flushes flushes) {
        super(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.rejectedTopic = rejectedTopic;
        this.flushes = flushes;
    }

    @Override
    public void flush() {
        super.flush();
        flushes.flushed();
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        if (System.nanoTime() - lookedAt >= LOOK.toNanos() && !isNetworkThread()) {
            lookUpRejected();
        }
        return super.send(record, callback);
    }

    private void lookUpRejected() {
        lookedAt = System.nanoTime();
        try {
            partitionsFor(rejectedTopic);
        } catch (KafkaException e) {
            log.warn("fan-out.rejected_not_found topic={}: {}", rejectedTopic, e.toString());
        }
    }

    private static boolean isNetworkThread() {
        return Thread.currentThread().getName().startsWith(NETWORK_THREAD_PREFIX);
    }
}

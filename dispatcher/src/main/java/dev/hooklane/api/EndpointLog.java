package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.HealthCodec;
import dev.hooklane.topology.EndpointFeed;
import dev.hooklane.topology.KafkaUnavailableException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Writes endpoints to their topic, and returns once this instance has read them back, so that who
 * asks it next sees the write. Any thread may call it.
 */
public final class EndpointLog {
    private static final Duration READ_BACK_PATIENCE = Duration.ofSeconds(5);

    private final AckedProducer producer;
    private final EndpointCodec codec;
    private final EndpointFeed feed;
    private final String topic;

    public EndpointLog(
            AckedProducer producer, EndpointCodec codec, EndpointFeed feed, String topic) {
        this.producer = producer;
        this.codec = codec;
        this.feed = feed;
        this.topic = topic;
    }

    void put(Endpoint endpoint) {
        write(endpoint, codec.write(endpoint));
    }

    void remove(Endpoint endpoint) {
        write(endpoint, null);
    }

    /** Removes what attempts have shown of it. */
    void removeHealth(Endpoint endpoint) {
        producer.write(
                new ProducerRecord<>(
                        topic, HealthCodec.key(endpoint.account(), endpoint.id()), null));
    }

    /** The endpoints with a secret that is sealed with another key than {@link #put} would use. */
    Set<EndpointId> sealedByOtherKeys() {
        return feed.sealedByOtherKeys();
    }

    private void write(Endpoint endpoint, byte @Nullable [] value) {
        byte[] key = EndpointCodec.key(endpoint.account(), endpoint.id());
        RecordMetadata written = producer.write(new ProducerRecord<>(topic, key, value));
        if (!readBack(written)) {
            throw new KafkaUnavailableException(
                    "endpoint %s is written, but this instance has not read it back within %d s; look whether it is there before trying again"
                            .formatted(endpoint.id(), READ_BACK_PATIENCE.toSeconds()),
                    new TimeoutException("%s@%d".formatted(topic, written.offset())));
        }
    }

    private boolean readBack(RecordMetadata written) {
        try {
            return feed.await(written.partition(), written.offset(), READ_BACK_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package dev.hooklane.health;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointHealth;
import dev.hooklane.endpoint.HealthCodec;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes endpoints' health to the endpoints topic. */
public final class HealthRecords {
    private final Consumer<ProducerRecord<byte[], byte[]>> write;
    private final String topic;

    /**
     * @param write writes a record, and returns when Kafka has it
     */
    public HealthRecords(Consumer<ProducerRecord<byte[], byte[]>> write, String topic) {
        this.write = write;
        this.topic = topic;
    }

    void failing(Endpoint endpoint, Streak streak, boolean told) {
        put(
                endpoint,
                new EndpointHealth.Failing(
                        endpoint.updatedAt(), streak.since(), told, streak.tally()));
    }

    void disabled(Endpoint endpoint, String reason, Instant at) {
        put(endpoint, new EndpointHealth.Disabled(endpoint.updatedAt(), reason, at));
    }

    void healthy(Endpoint endpoint) {
        put(endpoint, null);
    }

    private void put(Endpoint endpoint, @Nullable EndpointHealth health) {
        write.accept(
                new ProducerRecord<>(
                        topic,
                        HealthCodec.key(endpoint.account(), endpoint.id()),
                        health == null ? null : HealthCodec.write(health)));
    }
}

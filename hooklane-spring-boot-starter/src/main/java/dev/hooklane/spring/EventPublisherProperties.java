package dev.hooklane.spring;

import dev.hooklane.event.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of a service's publisher.
 *
 * @param bootstrapServers Where Kafka is, as host:port. By default that of
 *     'spring.kafka.bootstrap-servers', with its security.
 * @param topicPrefix Prefix of Hooklane's topics, at most 200 characters of [a-zA-Z0-9._-].
 * @param types Event types in place of the default catalogue's, if the operator replaced that.
 * @param moreTypes Event types that the operator added to the catalogue.
 * @param linger How long an event may wait for others to share its batch.
 * @param compression Compression of batches.
 * @param kafka Other settings of Kafka's producer. 'acks' and a few more are fixed.
 * @param health What the health indicator reports.
 */
@ConfigurationProperties("hooklane.publisher")
public record EventPublisherProperties(
        @DefaultValue List<String> bootstrapServers,
        @DefaultValue("hooklane.") String topicPrefix,
        @DefaultValue List<EventType> types,
        @DefaultValue List<EventType> moreTypes,
        @DefaultValue("0ms") Duration linger,
        @DefaultValue("none") Compression compression,
        @DefaultValue Map<String, String> kafka,
        @DefaultValue Health health) {

    /** Copies the collections. */
    public EventPublisherProperties {
        bootstrapServers = List.copyOf(bootstrapServers);
        types = List.copyOf(types);
        moreTypes = List.copyOf(moreTypes);
        kafka = Map.copyOf(kafka);
    }

    /** How a batch is compressed. */
    public enum Compression {
        /** Not at all. */
        NONE,
        /** By Gzip. */
        GZIP,
        /** By Snappy. */
        SNAPPY,
        /** By LZ4. */
        LZ4,
        /** By Zstandard. */
        ZSTD;

        /** Returns the name in Kafka's settings. */
        String kafkaName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What the health indicator reports.
     *
     * @param downAfter How long all events must fail until the status is DOWN. By default it never
     *     is, so that an outage of Kafka doesn't take the service out of its load balancer.
     */
    public record Health(@Nullable Duration downAfter) {}

    /** Leaves Kafka's settings out, as they may hold passwords. */
    @Override
    public String toString() {
        return "EventPublisherProperties[bootstrapServers=%s, topicPrefix=%s, types=%s, moreTypes=%s, linger=%s, compression=%s, kafka=%s, health=%s]"
                .formatted(
                        bootstrapServers,
                        topicPrefix,
                        types,
                        moreTypes,
                        linger,
                        compression,
                        kafka.keySet(),
                        health);
    }
}

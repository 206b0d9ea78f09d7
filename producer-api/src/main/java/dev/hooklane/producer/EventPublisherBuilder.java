package dev.hooklane.producer;

import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an {@link EventPublisher}; only {@link #bootstrapServers} has no default. For use
 * by one thread.
 */
public final class EventPublisherBuilder {
    private static final String EVENTS = "events";

    /** Kafka allows 249 characters for a topic's name; the prefix may have 200 of them. */
    private static final Pattern TOPIC_PREFIX = Pattern.compile("[a-zA-Z0-9._-]{0,200}");

    /**
     * Kafka settings that callers can't change, each with the reason. Most of them guarantee that
     * no event is lost or written twice; {@code bootstrap.servers} has its own method.
     */
    private static final Map<String, String> REFUSED =
            Map.of(
                    ProducerConfig.ACKS_CONFIG,
                    "it is fixed to all, so that no event is lost",
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    "it is fixed to true, so that no event is written twice",
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    "events are published one by one, not in transactions",
                    ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                    "the key is the account's id",
                    ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                    "the value is the payload's bytes",
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    "use bootstrapServers(…)");

    private final Map<String, Object> kafka = new HashMap<>();
    private @Nullable String bootstrapServers;
    private String topicPrefix = "hooklane.";
    private EventTypes types = EventTypes.defaults();
    private final List<PublishObserver> observers = new ArrayList<>();

    EventPublisherBuilder() {
        kafka.put(ProducerConfig.CLIENT_ID_CONFIG, "hooklane-publisher");
        // A lone event is sent at once. With one request in flight, events that come meanwhile
        // gather for the next one: under load they share the cost of a request.
        kafka.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        kafka.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
        kafka.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(64 * 1024));
        // Kafka's default of a minute is too long for a caller that is serving a request of its
        // own.
        kafka.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
    }

    /** Sets Kafka's address: {@code host:port}, or several separated by commas. */
    public EventPublisherBuilder bootstrapServers(String hostsAndPorts) {
        this.bootstrapServers = hostsAndPorts;
        return this;
    }

    /**
     * Sets the prefix of Hooklane's topics. The default is {@code hooklane.}, which gives {@code
     * hooklane.events}.
     *
     * @param prefix at most 200 characters of {@code [a-zA-Z0-9._-]}
     * @throws IllegalArgumentException if {@code prefix} has other characters or is longer
     */
    public EventPublisherBuilder topicPrefix(String prefix) {
        if (!TOPIC_PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "topic prefix '%s' is not at most 200 characters of [a-zA-Z0-9._-]"
                            .formatted(prefix));
        }
        this.topicPrefix = prefix;
        return this;
    }

    /**
     * Sets the event types, in place of the default catalogue's, if this installation's operator
     * replaced that (the setting {@code events.catalogue}). Hooklane's own types stay known.
     */
    public EventPublisherBuilder types(Collection<EventType> catalogue) {
        this.types = EventTypes.ofCatalogue(catalogue);
        return this;
    }

    /** Adds event types that this installation's operator added to {@link EventTypes#defaults}. */
    public EventPublisherBuilder moreTypes(Collection<EventType> more) {
        this.types = types.with(more);
        return this;
    }

    /**
     * Sets how long an event may wait for others to share its batch, in whole milliseconds. The
     * default is 0. A longer wait increases latency, but improves throughput and compression.
     */
    public EventPublisherBuilder linger(Duration linger) {
        return kafka(ProducerConfig.LINGER_MS_CONFIG, Long.toString(linger.toMillis()));
    }

    /**
     * Sets the compression of batches: {@code none} (the default), {@code lz4}, {@code zstd},
     * {@code snappy} or {@code gzip}.
     */
    public EventPublisherBuilder compression(String type) {
        return kafka(ProducerConfig.COMPRESSION_TYPE_CONFIG, type);
    }

    /**
     * Sets a setting of Kafka's producer, such as {@code security.protocol}.
     *
     * @throws IllegalArgumentException for {@code acks}, {@code enable.idempotence} and others that
     *     callers can't set
     * @see <a href="https://kafka.apache.org/documentation/#producerconfigs">Kafka's producer
     *     settings</a>
     */
    public EventPublisherBuilder kafka(String key, String value) {
        String reason = REFUSED.get(key);
        if (reason != null) {
            throw new IllegalArgumentException(
                    "Kafka setting %s can't be set: %s".formatted(key, reason));
        }
        kafka.put(key, value);
        return this;
    }

    /**
     * Sets settings of Kafka's producer, each like {@link #kafka(String, String)}.
     *
     * @throws IllegalArgumentException if one of them is a setting that callers can't set
     */
    public EventPublisherBuilder kafka(Map<String, String> settings) {
        settings.forEach(this::kafka);
        return this;
    }

    /** Adds an observer, which is told of every event that is published. */
    public EventPublisherBuilder observer(PublishObserver observer) {
        observers.add(observer);
        return this;
    }

    /**
     * Returns the publisher, which starts to connect in the background.
     *
     * @throws IllegalStateException if {@link #bootstrapServers} is missing
     * @throws org.apache.kafka.common.KafkaException if Kafka's client rejects a setting
     */
    public EventPublisher build() {
        Map<String, Object> settings = producerSettings();
        KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        return new EventPublisher(producer, topicPrefix + EVENTS, types, new Observers(observers));
    }

    Map<String, Object> producerSettings() {
        if (bootstrapServers == null || bootstrapServers.isBlank()) {
            throw new IllegalStateException(
                    "the publisher has no bootstrapServers, such as localhost:9092");
        }
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        return settings;
    }
}

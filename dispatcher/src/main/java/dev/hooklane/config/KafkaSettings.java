package dev.hooklane.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Kafka's own client settings as the operator gave them, by Kafka's names. Each kind of client gets
 * the settings that it knows. Settings that safety depends on are refused here, and set by the code
 * that needs them.
 *
 * <p>No client registers its metrics in JMX or pushes them to brokers unless the operator asks for
 * it: Hooklane's own metrics have those that people look at.
 *
 * <p>Every client leaves a broker that doesn't answer in time and asks another one. Kafka's default
 * of 30 s is longer than callers wait, so that one frozen broker would stop them all.
 */
public record KafkaSettings(Map<String, String> settings) {
    /**
     * How long a client waits for one broker, connecting or answering, before it asks another one:
     * less than half of what any caller waits in all.
     */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

    /** A write is answered when its replicas have it, and a timeout repeats it. */
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(5);

    /** Joining a group is answered when its other members have joined. */
    private static final Duration MEMBER_TIMEOUT = Duration.ofSeconds(10);

    public KafkaSettings {
        settings = Map.copyOf(settings);
    }

    /** Returns settings that only say where the brokers are. */
    public static KafkaSettings of(String bootstrapServers) {
        return new KafkaSettings(
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    public String bootstrapServers() {
        return settings.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "");
    }

    /** Returns how any client connects: the settings that an admin client knows. */
    public Map<String, Object> clientProperties() {
        return known(AdminClientConfig.configNames());
    }

    public Map<String, Object> producerProperties() {
        Map<String, Object> properties = known(ProducerConfig.configNames());
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) WRITE_TIMEOUT.toMillis());
        return properties;
    }

    /** Returns the settings for a consumer without a group. */
    public Map<String, Object> consumerProperties() {
        return known(ConsumerConfig.configNames());
    }

    /** Returns the settings for a consumer that is a member of a group. */
    public Map<String, Object> memberProperties() {
        Map<String, Object> properties = consumerProperties();
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) MEMBER_TIMEOUT.toMillis());
        return properties;
    }

    /**
     * Returns the settings for Kafka Streams: its own, and those of its consumers and producers.
     */
    public Map<String, Object> streamsProperties() {
        Map<String, Object> properties =
                known(
                        Stream.of(
                                        StreamsConfig.configDef().names(),
                                        ConsumerConfig.configNames(),
                                        ProducerConfig.configNames())
                                .flatMap(Set::stream)
                                .collect(Collectors.toUnmodifiableSet()));
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG),
                (int) WRITE_TIMEOUT.toMillis());
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG),
                (int) MEMBER_TIMEOUT.toMillis());
        return properties;
    }

    private Map<String, Object> known(Set<String> names) {
        Map<String, Object> properties = new HashMap<>(settings);
        properties.keySet().retainAll(names);
        int timeoutMs = (int) REQUEST_TIMEOUT.toMillis();
        properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs);
        properties.putIfAbsent(
                CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, timeoutMs);
        properties.putIfAbsent(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        properties.putIfAbsent(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return properties;
    }

    @Override
    public String toString() {
        return "KafkaSettings[%s, %d settings]".formatted(bootstrapServers(), settings.size());
    }
}

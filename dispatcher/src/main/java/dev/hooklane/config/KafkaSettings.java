package dev.hooklane.config;

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
 */
public record KafkaSettings(Map<String, String> settings) {
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
        return known(ProducerConfig.configNames());
    }

    public Map<String, Object> consumerProperties() {
        return known(ConsumerConfig.configNames());
    }

    /**
     * Returns the settings for Kafka Streams: its own, and those of its consumers and producers.
     */
    public Map<String, Object> streamsProperties() {
        return known(
                Stream.of(
                                StreamsConfig.configDef().names(),
                                ConsumerConfig.configNames(),
                                ProducerConfig.configNames())
                        .flatMap(Set::stream)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private Map<String, Object> known(Set<String> names) {
        Map<String, Object> properties = new HashMap<>(settings);
        properties.keySet().retainAll(names);
        return properties;
    }

    @Override
    public String toString() {
        return "KafkaSettings[%s, %d settings]".formatted(bootstrapServers(), settings.size());
    }
}

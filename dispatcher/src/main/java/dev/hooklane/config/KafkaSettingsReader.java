package dev.hooklane.config;

import dev.hooklane.config.SettingSources.Found;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Reads the settings of one cluster's clients, checked against Kafka's own catalogues of settings.
 */
final class KafkaSettingsReader {
    private static final String BOOTSTRAP = "bootstrap.servers";

    /** Settings that safety depends on. They are fixed in code, next to the reason. */
    static final Set<String> FIXED =
            Set.of(
                    "enable.auto.commit",
                    "isolation.level",
                    "acks",
                    "enable.idempotence",
                    "transactional.id",
                    "group.id",
                    "group.instance.id",
                    "group.protocol",
                    "partition.assignment.strategy",
                    "auto.offset.reset",
                    "allow.auto.create.topics",
                    "key.serializer",
                    "value.serializer",
                    "key.deserializer",
                    "value.deserializer",
                    "application.id",
                    "client.id",
                    "session.timeout.ms",
                    "heartbeat.interval.ms",
                    "transaction.timeout.ms",
                    "request.timeout.ms",
                    "delivery.timeout.ms",
                    "max.block.ms",
                    "max.request.size");

    /** Kafka's names of settings for which Hooklane has its own. */
    static final Map<String, String> OWN =
            Map.of(
                    "processing.guarantee", "fan-out.processing-guarantee",
                    "commit.interval.ms", "fan-out.commit-interval",
                    "num.stream.threads", "fan-out.threads",
                    "state.dir", "state-dir");

    private final SettingReader reader;
    private final String prefix;
    private final List<ConfigDef> catalogues =
            List.of(
                    AdminClientConfig.configDef(),
                    ProducerConfig.configDef(),
                    ConsumerConfig.configDef(),
                    StreamsConfig.configDef());
    private final Map<String, String> settings = new HashMap<>();

    private KafkaSettingsReader(SettingReader reader, String prefix) {
        this.reader = reader;
        this.prefix = prefix;
    }

    /** Reads those under {@code kafka.}: of Hooklane's own cluster. */
    static KafkaSettings read(SettingReader reader) {
        return read(reader, "kafka.", reader.sources().kafka());
    }

    /**
     * Reads those of a cluster.
     *
     * @param prefix of their keys
     * @param found by Kafka's names
     */
    static KafkaSettings read(SettingReader reader, String prefix, Map<String, Found> found) {
        KafkaSettingsReader kafka = new KafkaSettingsReader(reader, prefix);
        found.forEach(kafka::add);
        if (!kafka.settings.containsKey(BOOTSTRAP)) {
            reader.problem(
                    prefix
                            + "bootstrap.servers is missing; needed: host:port of one broker or more");
        }
        return new KafkaSettings(kafka.settings);
    }

    private void add(String name, Found found) {
        Optional<ConfigKey> key = catalogued(name);
        String ownKey = OWN.get(name);
        if (FIXED.contains(name)) {
            problem(name, found, "can't be set: what Hooklane promises rests on its own value");
        } else if (ownKey != null) {
            problem(name, found, "can't be set: set " + ownKey);
        } else if (key.isEmpty()) {
            problem(
                    name,
                    found,
                    "is not a setting of a Kafka client" + NearestKey.suggestion(name, names()));
        } else {
            addKnown(key.get(), found);
        }
    }

    private void addKnown(ConfigKey key, Found found) {
        boolean secret = secret(key);
        try {
            Object value = ConfigDef.parseType(key.name, found.text(), key.type);
            if (key.validator != null) {
                key.validator.ensureValid(key.name, value);
            }
        } catch (ConfigException e) {
            problem(
                    key.name,
                    found,
                    secret
                            ? "is not allowed (its value is not shown)"
                            : "= %s: %s".formatted(found.text(), e.getMessage()));
        }
        settings.put(key.name, found.text());
        reader.resolved(prefix + key.name, secret ? "set" : found.text(), found.origin());
    }

    private void problem(String name, Found found, String problem) {
        String origin = found.origin().startsWith("HOOKLANE_") ? " (" + found.origin() + ")" : "";
        reader.problem(prefix + name + origin + " " + problem);
    }

    private static boolean secret(ConfigKey key) {
        return key.type == ConfigDef.Type.PASSWORD
                || key.name.contains("password")
                || key.name.contains("secret")
                || key.name.contains("jaas");
    }

    private Optional<ConfigKey> catalogued(String name) {
        return catalogues.stream()
                .filter(catalogue -> catalogue.names().contains(name))
                .map(catalogue -> catalogue.configKeys().get(name))
                .findFirst();
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        catalogues.forEach(catalogue -> names.addAll(catalogue.names()));
        names.removeAll(FIXED);
        return names;
    }
}

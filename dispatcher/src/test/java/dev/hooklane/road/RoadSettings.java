package dev.hooklane.road;

import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.secret.SecretKeys;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings of a road's instances, by key: short waits, and a customer on this machine. */
record RoadSettings(Map<String, String> settings) {
    static final String API_KEY = "a-key-that-only-tests-know";

    RoadSettings {
        settings = Map.copyOf(settings);
    }

    static RoadSettings of(String bootstrapServers, String topicPrefix, Path stateDir) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", bootstrapServers);
        settings.put("topics.prefix", topicPrefix);
        // The control plane keeps a store on disk: only for those who ask the API.
        settings.put("roles", "fan-out,delivery");
        settings.put("topics.partitions", "4");
        settings.put("topics.replication-factor", "1");
        settings.put("topics.min-insync-replicas", "1");
        settings.put("retry.schedule", "0s,300ms,600ms,900ms,1200ms");
        settings.put("retry.jitter", "0");
        settings.put("delivery.timeout", "5s");
        settings.put("endpoints.allow-http", "true");
        settings.put("endpoints.allowed-networks", "127.0.0.0/8");
        settings.put("secrets.key", SecretKeys.generate().toJson());
        settings.put("api.key", API_KEY);
        settings.put("api.host", "127.0.0.1");
        settings.put("api.port", "0");
        settings.put("state-dir", stateDir.toString());
        settings.put("log.attempts", "false");
        return new RoadSettings(settings);
    }

    RoadSettings with(String key, String value) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put(key, value);
        return new RoadSettings(changed);
    }

    RoadSettings with(Map<String, String> more) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.putAll(more);
        return new RoadSettings(changed);
    }

    HooklaneConfig config() {
        return ConfigReader.read("", Map.of(), settings);
    }

    /** The same as environment variables of a process. */
    Map<String, String> environment() {
        return settings.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                setting ->
                                        "HOOKLANE_"
                                                + setting.getKey()
                                                        .toUpperCase(Locale.ROOT)
                                                        .replace('.', '_')
                                                        .replace('-', '_'),
                                Map.Entry::getValue));
    }

    /** Keyset and API key stay hidden. */
    @Override
    public String toString() {
        return "RoadSettings" + settings.keySet();
    }
}

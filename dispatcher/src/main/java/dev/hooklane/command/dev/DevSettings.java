package dev.hooklane.command.dev;

import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.embedded.LoopbackPort;
import dev.hooklane.retry.RetrySchedule;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The developer's choices for {@code hooklane dev}. */
public record DevSettings(
        int apiPort,
        int kafkaPort,
        int receiverPort,
        boolean fresh,
        boolean sample,
        RetrySchedule schedule) {
    /** The only relaxation of production's rules for endpoint URLs: addresses of this machine. */
    static final String ALLOWED_NETWORKS = "127.0.0.0/8,::1/128";

    /** Variables that apply to an installation, or that dev sets for itself. */
    private static final Set<String> NOT_FOR_DEV =
            Set.of("HOOKLANE_KAFKA_", "HOOKLANE_API_", "HOOKLANE_SECRETS_", "HOOKLANE_TOPICS_");

    /** Returns each port by the flag that sets it. */
    Map<String, Integer> ports() {
        return Map.of(
                "--port", apiPort, "--kafka-port", kafkaPort, "--receiver-port", receiverPort);
    }

    String bootstrap() {
        return LoopbackPort.HOST + ":" + kafkaPort;
    }

    String api() {
        return "http://%s:%d".formatted(LoopbackPort.HOST, apiPort);
    }

    /** Returns the configuration for these choices; the environment may set the rest. */
    HooklaneConfig config(DevFolder folder, Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>();
        settings.put("instance", "dev");
        settings.put("kafka.bootstrap.servers", bootstrap());
        settings.put("state-dir", folder.state().toString());
        settings.put("topics.partitions", "4");
        settings.put("topics.replication-factor", "1");
        settings.put("topics.min-insync-replicas", "1");
        settings.put("retry.schedule", schedule.toString());
        settings.put("endpoints.allow-http", "true");
        settings.put("endpoints.allowed-networks", ALLOWED_NETWORKS);
        settings.put("api.host", LoopbackPort.HOST);
        settings.put("api.port", Integer.toString(apiPort));
        settings.put("api.key", folder.apiKey());
        settings.put("secrets.key", folder.keyset());
        // The receiver prints each request already.
        settings.put("log.attempts", environment.getOrDefault("HOOKLANE_LOG_ATTEMPTS", "false"));
        // Keeps an idle dev cheap: Kafka's clients poll less often. New records still reach them at
        // once.
        settings.put("kafka.poll.ms", "1000");
        settings.put("kafka.fetch.max.wait.ms", "1500");
        // Leaves time to stop Kafka too, within the 10 s that a stop may take.
        settings.put("delivery.drain-timeout", "5s");
        return ConfigReader.read("", forDev(environment), settings);
    }

    private static Map<String, String> forDev(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(entry -> NOT_FOR_DEV.stream().noneMatch(entry.getKey()::startsWith))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}

package dev.hooklane.api;

import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.secret.SecretKeys;
import java.nio.file.Path;
import java.util.Map;

/** The settings of an {@link ApiFixture}. */
final class ApiFixtureConfig {
    /** Idle in the JVM that it shares, it asks no broker anything. */
    private static final String SETTINGS =
            """
            metrics: {look-interval: 10m}
            egress: {addresses: [203.0.113.7]}
            api: {trusted-proxies: [127.0.0.1]}
            """;

    private ApiFixtureConfig() {}

    /**
     * @param more settings, as YAML
     */
    static HooklaneConfig read(
            String bootstrapServers, Path directory, SecretKeys secretKeys, String more) {
        return ConfigReader.read(
                SETTINGS + more,
                Map.of(),
                Map.of(
                        "instance",
                        "it",
                        "kafka.bootstrap.servers",
                        bootstrapServers,
                        "api.host",
                        "127.0.0.1",
                        "api.port",
                        "0",
                        "api.key",
                        ApiFixture.KEY,
                        "secrets.key",
                        secretKeys.toJson(),
                        "state-dir",
                        directory.resolve("state").toString(),
                        "topics.partitions",
                        Integer.toString(ApiFixture.PARTITIONS),
                        "topics.replication-factor",
                        "1",
                        "topics.min-insync-replicas",
                        "1"));
    }
}

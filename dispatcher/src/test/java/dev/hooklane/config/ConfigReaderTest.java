package dev.hooklane.config;

import static dev.hooklane.config.SampleConfig.NEEDED;
import static dev.hooklane.config.SampleConfig.SHOP;
import static dev.hooklane.config.SampleConfig.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.EventType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the file, the environment and overrides become one configuration. */
final class ConfigReaderTest {
    @Test
    void theEnvironmentWinsOverTheFileAndAnOverrideOverBoth() {
        String yaml = "api:\n  port: 1000\ndelivery:\n  timeout: 10s\n";
        Map<String, String> overrides = new HashMap<>(NEEDED);
        overrides.put("api.port", "3000");

        HooklaneConfig config =
                ConfigReader.read(
                        yaml,
                        Map.of("HOOKLANE_API_PORT", "2000", "HOOKLANE_DELIVERY_TIMEOUT", "11s"),
                        overrides);

        assertThat(config.api().port()).isEqualTo(3000);
        assertThat(config.delivery().timeout()).isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    void yamlListsGroupsAndDottedKeysAllWork() {
        HooklaneConfig config =
                read(
                        """
                        roles: [fan-out, delivery]
                        retry.schedule: [0s, 1m]
                        endpoints:
                          allowed-networks:
                            - 10.0.0.0/8
                        delivery:
                          # timeout: 5s
                        """);

        assertThat(config.roles()).containsExactlyInAnyOrder(Role.FAN_OUT, Role.DELIVERY);
        assertThat(config.retry().schedule()).hasToString("0s,1m");
        assertThat(config.endpoints().allowedNetworks()).hasToString("[10.0.0.0/8]");
    }

    @Test
    void aKeyOfDigitsKeepsItsLeadingZeros() {
        Map<String, String> rest = new HashMap<>(NEEDED);
        rest.remove("api.key");

        HooklaneConfig config =
                ConfigReader.read("api.key: 0123456789012345678901234567", Map.of(), rest);

        assertThat(config.api().key()).isEqualTo("0123456789012345678901234567");
    }

    @Test
    void theSignatureHeaderFollowsThePrefixUnlessItIsSet() {
        HooklaneConfig followed = read("delivery.header-prefix: X-Acme-");
        HooklaneConfig kept =
                read("delivery: {header-prefix: X-Acme-, signature-header: X-MGA-Signature}");

        assertThat(followed.describe())
                .contains(
                        "delivery.header-prefix = X-Acme- (file)",
                        "delivery.signature-header = X-Acme-Signature (default)");
        assertThat(kept.delivery().headers().signature()).isEqualTo("X-MGA-Signature");
        assertThat(kept.delivery().headers().event()).isEqualTo("X-Acme-Event");
    }

    @Test
    void addedTypesFollowACatalogueThatIsReplaced() {
        HooklaneConfig config =
                read("events: {catalogue: %s, types: [order.lost, order.paid]}".formatted(SHOP));

        assertThat(config.eventTypes().all())
                .hasSize(8)
                .startsWith(new EventType("order.paid"))
                .endsWith(new EventType("order.lost"))
                .doesNotContain(new EventType("message.created"));
    }

    @Test
    void noSecretIsEverShown() {
        String secret = "not-for-any-log-at-all-1234";
        Map<String, String> overrides = new HashMap<>(NEEDED);
        overrides.put("api.key", secret);
        overrides.put("secrets.key", secret);
        overrides.put("kafka.sasl.jaas.config", secret);
        overrides.put("kafka.ssl.key.password", secret);

        HooklaneConfig config = ConfigReader.read("", Map.of(), overrides);

        assertThat(config.describe())
                .contains("api.key = set (this command)", "secrets.key = set (this command)")
                .contains("kafka.sasl.jaas.config = set (this command)")
                .noneMatch(line -> line.contains(secret));
        assertThat(config.toString()).doesNotContain(secret);
    }

    @Test
    void theDescriptionTellsValueAndOrigin() {
        assertThat(
                        ConfigReader.read("api.port: 81", Map.of("HOOKLANE_INSTANCE", "a"), NEEDED)
                                .describe())
                .contains(
                        "api.port = 81 (file)",
                        "instance = a (HOOKLANE_INSTANCE)",
                        "delivery.timeout = 15s (default)",
                        "endpoints.allowed-networks = none (default)");
    }

    @Test
    void variablesOfTheStartScriptAndOfCommandsAreNoSettings() {
        Map<String, String> environment =
                Map.of(
                        "HOOKLANE_JAVA_OPTS",
                        "-Xmx1g",
                        "HOOKLANE_HOME",
                        "/opt/hooklane",
                        "HOOKLANE_API",
                        "http://h",
                        "PATH",
                        "/bin");

        assertThat(ConfigReader.read("", environment, NEEDED).api().port()).isEqualTo(8080);
    }
}

package dev.hooklane.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The example that operators copy says what the code does. */
final class ExampleConfigTest {
    private static final Path EXAMPLE = Path.of("..", "deploy", "hooklane.yaml");

    private static final Map<String, String> NEEDED =
            Map.of("api.key", "an-operator-key-of-31-characters", "secrets.key", "{}");

    /** Left to the machine, the environment or another setting: commented out in the example. */
    private static final Set<String> UNSET =
            Set.of(
                    "instance",
                    "api.advertised",
                    "api.management-port",
                    "api.tls.certificate-file",
                    "api.tls.key-file",
                    "api.tls.client-ca-file",
                    "api.key",
                    "secrets.key",
                    "secrets.key-file",
                    "secrets.master-key-uri",
                    "secrets.master-key-credentials",
                    "secrets.own-events-unmarked-until",
                    "console.public-url",
                    "console.oidc.issuer",
                    "console.oidc.client-id",
                    "console.oidc.client-secret",
                    "console.oidc.account-claim",
                    "console.oidc.roles",
                    "console.oidc.ca-file",
                    "delivery.signature-header",
                    "egress.proxy",
                    "egress.ca-file",
                    "egress.client-certificate-file",
                    "egress.client-key-file",
                    "events.catalogue",
                    "tracing.otlp-endpoint");

    @Test
    void everyValueInItIsTheDefault() {
        HooklaneConfig defaults =
                ConfigReader.read("kafka: {bootstrap.servers: 'localhost:9092'}", Map.of(), NEEDED);

        HooklaneConfig example = ConfigReader.read(EXAMPLE, Map.of(), NEEDED);

        assertThat(settings(example)).isEqualTo(settings(defaults));
    }

    @Test
    void everySettingIsInIt() throws IOException {
        HooklaneConfig config = ConfigReader.read(EXAMPLE, Map.of(), NEEDED);

        Set<String> keys = FlatYaml.read(Files.readString(EXAMPLE), new ArrayList<>()).keySet();

        assertThat(settings(config).keySet())
                .allMatch(key -> keys.contains(key) || UNSET.contains(key));
    }

    /** The described values by key, without where each was found. */
    private static Map<String, String> settings(HooklaneConfig config) {
        return config.describe().stream()
                .map(line -> line.replaceFirst(" \\([^)]*\\)$", "").split(" = ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}

package dev.hooklane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;

/** Configurations of tests, read from a few lines. */
final class SampleConfig {
    private static final String API_KEY = "an-operator-key-of-31-characters";
    static final String SHOP = "src/test/resources/dev/hooklane/config/shop-catalogue.json";

    /** What has no default. */
    static final Map<String, String> NEEDED =
            Map.of(
                    "kafka.bootstrap.servers", "localhost:9092",
                    "api.key", API_KEY,
                    "secrets.key", "{}",
                    "console.public-url", "https://hooks.example.com",
                    "api.trusted-proxies", "10.0.0.0/8");

    private SampleConfig() {}

    static HooklaneConfig read(String yaml) {
        return ConfigReader.read(yaml, Map.of(), NEEDED);
    }

    static List<String> problems(String yaml, Map<String, String> environment) {
        return problems(yaml, environment, Map.of());
    }

    static List<String> problems(
            String yaml, Map<String, String> environment, Map<String, String> overrides) {
        InvalidConfigException thrown =
                catchThrowableOfType(
                        InvalidConfigException.class,
                        () -> ConfigReader.read(yaml, environment, overrides));
        assertThat(thrown).isNotNull();
        return thrown.problems();
    }
}

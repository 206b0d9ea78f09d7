package dev.hooklane.config;

import static dev.hooklane.config.SampleConfig.NEEDED;
import static dev.hooklane.config.SampleConfig.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are wrong, missing or contradict each other are refused, all at once. */
final class SettingProblemsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "http://hooks.example.com"})
    void framesNeedHttps(String publicUrl) {
        Map<String, String> overrides = new HashMap<>(NEEDED);
        overrides.put("console.public-url", publicUrl);
        overrides.put("console.frame-ancestors", "https://app.example.com");

        assertThatThrownBy(() -> ConfigReader.read("", Map.of(), overrides))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(
                        "console.frame-ancestors = https://app.example.com: needs a console.public-url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hooks.example.com",
                "https://hooks.example.com/console",
                "https://hooks.example.com; script-src *",
                "javascript:alert(1)"
            })
    void anOriginIsSchemeAndHostAlone(String origin) {
        for (String key : List.of("console.public-url", "console.frame-ancestors")) {
            Map<String, String> overrides = new HashMap<>(NEEDED);
            overrides.put(key, origin);

            assertThatThrownBy(() -> ConfigReader.read("", Map.of(), overrides))
                    .isInstanceOf(InvalidConfigException.class)
                    .hasMessageContaining(key + " = " + origin);
        }
    }

    @Test
    void allProblemsAreToldAtOnce() {
        List<String> problems =
                problems(
                        """
                        delivery:
                          timeout: 90h
                          tiemout: 5s
                        topics: {partitions: many}
                        retry: {schedule: '1s,2s', jitter: 2}
                        roles: [fanout]
                        api: {key: short}
                        endpoints: {allowed-networks: [10.0.0.1/8], allow-http: 'yes'}
                        """,
                        Map.of("HOOKLANE_DELIVERY_MAX_ADMITTED", "0", "HOOKLANE_API_PROT", "1"));

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "roles = fanout: 'fanout' is unknown; allowed: any of fan-out, delivery, control-plane, sources",
                        "api.key is not allowed (its value is not shown); allowed: 24 to 200 visible ASCII characters",
                        "kafka.bootstrap.servers is missing; needed: host:port of one broker or more",
                        "topics.partitions = many: not a number; allowed: a whole number, 1 to 10000",
                        "retry.schedule = 1s,2s: schedule begins with 1s; the first attempt is immediate, so it must be 0s; allowed: 0s and then rising waits, such as 0s,5m,30m,2h,8h",
                        "retry.jitter = 2: too large; allowed: a number, 0.0 to 0.5",
                        "delivery.timeout = 90h: too large; allowed: 100ms to 5m",
                        "delivery.max-admitted (HOOKLANE_DELIVERY_MAX_ADMITTED) = 0: too small; allowed: a whole number, 1 to 1000000",
                        "endpoints.allow-http = yes: not of the form that is allowed; allowed: true or false",
                        "endpoints.allowed-networks = 10.0.0.1/8: network 10.0.0.1/8: the address has bits set behind the prefix; allowed: networks such as 10.1.0.0/16 or ::1/128",
                        "secrets.key-file is missing, and so is secrets.key: one of them is needed; `hooklane secrets new-key` makes a key",
                        "delivery.tiemout is not a setting; did you mean delivery.timeout?",
                        "HOOKLANE_API_PROT is not a setting; did you mean HOOKLANE_API_PORT?");
    }

    @Test
    void settingsThatContradictEachOtherAreRefused() {
        assertThat(problems("topics: {replication-factor: 1}", Map.of(), NEEDED))
                .containsExactly(
                        "topics.min-insync-replicas = 2: is over topics.replication-factor, which is 1");
        assertThat(problems("delivery: {timeout: 1s}", Map.of(), NEEDED))
                .singleElement()
                .asString()
                .startsWith("delivery.connect-timeout is over delivery.timeout");
        assertThat(problems("secrets: {key-file: x}", Map.of(), NEEDED))
                .singleElement()
                .asString()
                .contains("only one may be");
    }

    @Test
    void namesOfOtherHeadersAreRefused() {
        assertThat(
                        problems(
                                "delivery: {header-prefix: Content-, signature-header: webhook-id}",
                                Map.of(),
                                NEEDED))
                .containsExactly(
                        "delivery.header-prefix = Content-: header prefix 'Content-' is shared with headers that are not Hooklane's, content-*; allowed: 2 to 50 characters of a header name, the last one a -; not those of other headers, such as Content-",
                        "delivery.signature-header = webhook-id: signature header 'webhook-id' is already the name of another header; allowed: an HTTP header name of 1 to 100 characters");
    }

    @Test
    void aCatalogueThatCantBeReadIsToldInOneLine(@TempDir Path folder) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\n\"types\": [}");

        assertThat(problems("events.catalogue: no/such/file", Map.of(), NEEDED))
                .containsExactly(
                        "events.catalogue = no/such/file: the file can't be read: java.nio.file.NoSuchFileException: no/such/file; allowed: a JSON file in the form of the default catalogue");
        assertThat(problems("events.catalogue: '%s'".formatted(broken), Map.of(), NEEDED))
                .singleElement()
                .asString()
                .startsWith("events.catalogue = " + broken + ": line 2, column ")
                .doesNotContain("\n");
    }

    @Test
    void aMissingKeyFileIsAProblem() {
        Map<String, String> rest = new HashMap<>(NEEDED);
        rest.remove("secrets.key");

        assertThat(problems("secrets: {key-file: no/such/file}", Map.of(), rest))
                .singleElement()
                .asString()
                .startsWith("secrets.key-file can't be read: ")
                .contains("no/such/file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"just text", "[1, 2]", "a: b: c", "api: {port: 1", "\tapi: 1"})
    void whatIsNoConfigurationIsToldInOneLine(String yaml) {
        assertThat(problems(yaml, Map.of(), NEEDED)).isNotEmpty().noneMatch(l -> l.contains("\n"));
    }

    @Test
    void aKeySetTwiceIsAProblem() {
        assertThat(problems("api.port: 1\napi: {port: 2}", Map.of(), NEEDED))
                .containsExactly("api.port is set twice");
    }

    @Test
    void aFileThatIsNotThereIsAProblem() {
        assertThatThrownBy(() -> ConfigReader.read(Path.of("no", "file"), Map.of(), NEEDED))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("can't be read");
    }
}

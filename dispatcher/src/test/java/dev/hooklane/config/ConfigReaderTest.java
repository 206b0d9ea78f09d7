package dev.hooklane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hooklane.event.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigReaderTest {
    private static final String API_KEY = "an-operator-key-of-31-characters";

    private static final String SHOP = "src/test/resources/dev/hooklane/config/shop-catalogue.json";

    /** What has no default. */
    private static final Map<String, String> NEEDED =
            Map.of(
                    "kafka.bootstrap.servers", "localhost:9092",
                    "api.key", API_KEY,
                    "secrets.key", "{}",
                    "console.public-url", "https://hooks.example.com");

    @Test
    void everySettingHasItsDocumentedDefault() {
        HooklaneConfig config = read("");

        assertThat(config.roles()).containsExactlyInAnyOrder(Role.values());
        assertThat(config.instance()).endsWith("-8080");
        assertThat(config.retry().schedule()).hasToString("0s,5m,30m,2h,8h");
        assertThat(config.delivery().timeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.delivery().maxAdmittedBytes()).isEqualTo(256L << 20);
        assertThat(config.topics().partitions()).isEqualTo(12);
        assertThat(config.endpoints().relaxed()).isFalse();
        assertThat(config.log().attempts()).isTrue();
    }

    /** Every key, a text, and how the configuration shows that it was read. */
    static Stream<Arguments> settings() {
        return Stream.of(
                setting("instance", "west-1", c -> c.instance(), "west-1"),
                setting("roles", "delivery", c -> c.roles(), "[DELIVERY]"),
                setting("state-dir", "some/folder", c -> c.stateDir(), "some/folder"),
                setting(
                        "begin-at",
                        "2026-01-31T06:00:00Z",
                        c -> c.beginAt(),
                        "Since[time=2026-01-31T06:00:00Z]"),
                setting("topics.prefix", "other.", c -> c.topics().prefix(), "other."),
                setting("topics.partitions", "48", c -> c.topics().partitions(), "48"),
                setting("topics.replication-factor", "5", c -> c.topics().replicationFactor(), "5"),
                setting(
                        "topics.min-insync-replicas",
                        "3",
                        c -> c.topics().minInsyncReplicas(),
                        "3"),
                setting("retry.schedule", "0s,1s,2s", c -> c.retry().schedule(), "0s,1s,2s"),
                setting("retry.jitter", "0.2", c -> c.retry().jitter(), "0.2"),
                setting("delivery.timeout", "20s", c -> c.delivery().timeout(), "PT20S"),
                setting(
                        "delivery.connect-timeout",
                        "2s",
                        c -> c.delivery().connectTimeout(),
                        "PT2S"),
                setting(
                        "delivery.in-flight-per-endpoint",
                        "4",
                        c -> c.delivery().inFlightPerEndpoint(),
                        "4"),
                setting("delivery.max-in-flight", "300", c -> c.delivery().maxInFlight(), "300"),
                setting("delivery.max-admitted", "500", c -> c.delivery().maxAdmitted(), "500"),
                setting(
                        "delivery.max-admitted-bytes",
                        "2MiB",
                        c -> c.delivery().maxAdmittedBytes(),
                        "2097152"),
                setting(
                        "delivery.commit-interval",
                        "100ms",
                        c -> c.delivery().commitInterval(),
                        "PT0.1S"),
                setting("delivery.drain-timeout", "3s", c -> c.delivery().drainTimeout(), "PT3S"),
                setting("delivery.http2", "true", c -> c.delivery().http2(), "true"),
                setting(
                        "delivery.header-prefix",
                        "X-Acme-",
                        c -> c.delivery().headers(),
                        "HeaderNames[prefix=X-Acme-, signature=X-Acme-Signature, signaturePrefix=sha256=]"),
                setting(
                        "delivery.signature-header",
                        "X-Other",
                        c -> c.delivery().headers().signature(),
                        "X-Other"),
                setting(
                        "delivery.signature-prefix",
                        "v0=",
                        c -> c.delivery().headers().signaturePrefix(),
                        "v0="),
                setting("fan-out.threads", "3", c -> c.fanOut().threads(), "3"),
                setting("fan-out.commit-interval", "1s", c -> c.fanOut().commitInterval(), "PT1S"),
                setting(
                        "fan-out.processing-guarantee",
                        "exactly-once",
                        c -> c.fanOut().processingGuarantee(),
                        "EXACTLY_ONCE"),
                setting(
                        "endpoints.disable-after",
                        "3d",
                        c -> c.endpoints().disableAfter(),
                        "PT72H"),
                setting("endpoints.failing-after", "7", c -> c.endpoints().failingAfter(), "7"),
                setting("endpoints.allow-http", "true", c -> c.endpoints().allowHttp(), "true"),
                setting(
                        "endpoints.allowed-networks",
                        "10.0.0.0/8,::1/128",
                        c -> c.endpoints().allowedNetworks(),
                        "[10.0.0.0/8, 0:0:0:0:0:0:0:1/128]"),
                setting(
                        "events.catalogue",
                        SHOP,
                        c -> c.eventTypes(),
                        "[order.paid, order.cancelled, webhook.test, endpoint.disabled, endpoint.failing, endpoint.recovered, delivery.exhausted]"),
                setting(
                        "events.types",
                        "order.paid",
                        c -> c.eventTypes().contains(new EventType("order.paid")),
                        "true"),
                setting("api.host", "127.0.0.1", c -> c.api().host(), "127.0.0.1"),
                setting("api.port", "9000", c -> c.api().port(), "9000"),
                setting("api.key", "x".repeat(24), c -> c.api().key(), "x".repeat(24)),
                setting("secrets.key", "{\"a\":1}", c -> c.secrets().keyset(), "{\"a\":1}"),
                setting("api.advertised", "west-1:81", c -> c.api().advertised(), "west-1:81"),
                setting(
                        "console.public-url",
                        "http://hooks.example.com:8080/",
                        c -> c.console().publicUrl(),
                        "Optional[http://hooks.example.com:8080]"),
                setting(
                        "console.frame-ancestors",
                        "https://app.example.com,https://*.example.org",
                        c -> c.console().frameAncestors(),
                        "[https://app.example.com, https://*.example.org]"),
                setting("history.standbys", "2", c -> c.historyStandbys(), "2"),
                setting("metrics.look-interval", "30s", c -> c.metrics().lookInterval(), "PT30S"),
                setting(
                        "metrics.troubled-endpoints",
                        "20",
                        c -> c.metrics().troubledEndpoints(),
                        "20"),
                setting("log.format", "json", c -> c.log().format(), "JSON"),
                setting("log.attempts", "false", c -> c.log().attempts(), "false"),
                setting("log.attempts-per-second", "5", c -> c.log().attemptsPerSecond(), "5"),
                setting(
                        "tracing.otlp-endpoint",
                        "http://otel-collector:4318/",
                        c -> c.tracing().otlpEndpoint(),
                        "Optional[http://otel-collector:4318]"),
                setting("tracing.sample-ratio", "0.5", c -> c.tracing().sampleRatio(), "0.5"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aSettingIsReadFromFileEnvironmentAndOverride(
            String key, String text, Function<HooklaneConfig, Object> part, String shown) {
        String variable =
                "HOOKLANE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        Map<String, String> rest = new HashMap<>(NEEDED);
        rest.remove(key);

        HooklaneConfig file =
                ConfigReader.read(key + ": '" + text.replace("'", "''") + "'", Map.of(), rest);
        HooklaneConfig environment = ConfigReader.read("", Map.of(variable, text), rest);
        rest.put(key, text);
        HooklaneConfig override = ConfigReader.read("", Map.of(), rest);

        assertThat(part.apply(file)).hasToString(shown);
        assertThat(part.apply(environment)).hasToString(shown);
        assertThat(part.apply(override)).hasToString(shown);
    }

    @Test
    void everyKeyIsInTheListAbove() {
        List<String> listed = settings().map(setting -> (String) setting.get()[0]).toList();

        List<String> known =
                read("").describe().stream()
                        .map(line -> line.substring(0, line.indexOf(" = ")))
                        .filter(key -> !key.startsWith("kafka."))
                        .toList();

        assertThat(known)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(listed.stream(), Stream.of("secrets.key-file")).toList());
    }

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
                        "roles = fanout: 'fanout' is unknown; allowed: any of fan-out, delivery, control-plane",
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
    void kafkasOwnSettingsArePassedToTheClientsThatKnowThem() {
        HooklaneConfig config =
                ConfigReader.read(
                        "kafka: {linger.ms: 3, fetch.min.bytes: 7}",
                        Map.of("HOOKLANE_KAFKA_SECURITY_PROTOCOL", "SSL"),
                        NEEDED);

        assertThat(config.kafka().clientProperties())
                .containsOnlyKeys("bootstrap.servers", "security.protocol");
        assertThat(config.kafka().producerProperties())
                .containsEntry("linger.ms", "3")
                .doesNotContainKey("fetch.min.bytes");
        assertThat(config.kafka().consumerProperties())
                .containsEntry("fetch.min.bytes", "7")
                .doesNotContainKey("linger.ms");
        assertThat(config.kafka().streamsProperties())
                .containsEntry("fetch.min.bytes", "7")
                .containsEntry("linger.ms", "3")
                .containsEntry("security.protocol", "SSL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
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
                "processing.guarantee",
                "application.id",
                "commit.interval.ms",
                "num.stream.threads",
                "state.dir"
            })
    void kafkaSettingsThatSafetyRestsOnAreRefused(String name) {
        assertThat(problems("kafka." + name + ": x", Map.of(), NEEDED))
                .singleElement()
                .asString()
                .startsWith("kafka." + name + " can't be set: ");
    }

    @Test
    void unknownAndBadKafkaSettingsAreRefused() {
        assertThat(problems("kafka.liner.ms: 1\nkafka.retries: none", Map.of(), NEEDED))
                .hasSize(2)
                .contains(
                        "kafka.liner.ms is not a setting of a Kafka client; did you mean linger.ms?")
                .anyMatch(line -> line.startsWith("kafka.retries = none: "));
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
    void variablesOfTheStartScriptAndOfCommandsAreNoSettings() {
        Map<String, String> environment =
                Map.of("HOOKLANE_JAVA_OPTS", "-Xmx1g", "HOOKLANE_API", "http://h", "PATH", "/bin");

        assertThat(ConfigReader.read("", environment, NEEDED).api().port()).isEqualTo(8080);
    }

    @Test
    void aFileThatIsNotThereIsAProblem() {
        assertThatThrownBy(() -> ConfigReader.read(Path.of("no", "file"), Map.of(), NEEDED))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("can't be read");
    }

    private static Arguments setting(
            String key, String text, Function<HooklaneConfig, Object> part, String shown) {
        return Arguments.of(key, text, part, shown);
    }

    private static HooklaneConfig read(String yaml) {
        return ConfigReader.read(yaml, Map.of(), NEEDED);
    }

    private static List<String> problems(String yaml, Map<String, String> environment) {
        return problems(yaml, environment, Map.of());
    }

    private static List<String> problems(
            String yaml, Map<String, String> environment, Map<String, String> overrides) {
        InvalidConfigException thrown =
                catchThrowableOfType(
                        InvalidConfigException.class,
                        () -> ConfigReader.read(yaml, environment, overrides));
        assertThat(thrown).isNotNull();
        return thrown.problems();
    }
}

package dev.hooklane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

class EdgeSettingsTest {
    private static final Map<String, String> NEEDED =
            Map.of(
                    "kafka.bootstrap.servers",
                    "localhost:9092",
                    "api.key",
                    "an-operator-key-of-31-characters",
                    "secrets.key",
                    "{}");

    /** Those that mean nothing without each other. */
    static final List<String> TOGETHER =
            List.of("api.tls.certificate-file", "api.tls.key-file", "api.tls.client-ca-file");

    /** The others, with a text and how the configuration shows that it was read. */
    static Stream<Arguments> alone() {
        return Stream.of(
                setting("api.max-connections", "500", edge -> edge.limits().connections(), "500"),
                setting(
                        "api.max-connections-per-address",
                        "50",
                        edge -> edge.limits().connectionsPerAddress(),
                        "50"),
                setting(
                        "api.stranger-reads-per-second",
                        "7",
                        edge -> edge.limits().strangersReadsPerSecond(),
                        "7"),
                setting("api.max-requests", "80", edge -> edge.limits().requests(), "80"),
                setting("api.body-budget", "64MiB", edge -> edge.limits().bodyBytes(), "67108864"),
                setting("api.header-timeout", "3s", edge -> edge.limits().headerTimeout(), "PT3S"),
                setting(
                        "api.min-body-rate",
                        "4KiB",
                        edge -> edge.limits().bodyBytesPerSecond(),
                        "4096"),
                setting(
                        "api.trusted-proxies",
                        "10.1.0.0/16,192.0.2.7",
                        edge -> edge.proxies().trusted(),
                        "[10.1.0.0/16, 192.0.2.7/32]"),
                setting(
                        "api.forwarded-header",
                        "forwarded",
                        edge -> edge.proxies().header(),
                        "FORWARDED"),
                setting(
                        "api.proxy-protocol",
                        "true",
                        edge -> edge.proxies().proxyProtocol(),
                        "true"),
                setting(
                        "api.management-port",
                        "8081",
                        edge -> edge.managementPort(),
                        "OptionalInt[8081]"));
    }

    private static Arguments setting(
            String key, String text, Function<EdgeSettings, Object> part, String shown) {
        Function<HooklaneConfig, Object> whole = config -> part.apply(config.api().edge());
        return Arguments.of(key, text, whole, shown);
    }

    @Test
    void filesForTlsGoTogether() {
        assertThat(problems(Map.of("api.tls.certificate-file", "tls.crt")))
                .containsExactly(
                        "api.tls.key-file is missing: api.tls.certificate-file and api.tls.key-file go together");
        assertThat(problems(Map.of("api.tls.client-ca-file", "ca.crt")))
                .containsExactly("api.tls.client-ca-file needs api.tls.certificate-file");
        assertThat(
                        read(Map.of(
                                        "api.tls.certificate-file", "tls.crt",
                                        "api.tls.key-file", "tls.key",
                                        "api.tls.client-ca-file", "ca.crt"))
                                .tls())
                .hasToString(
                        "Optional[TlsSettings[certificate=tls.crt, key=tls.key, clientCa=Optional[ca.crt]]]");
    }

    @Test
    void limitsAndProxiesThatContradictEachOtherAreRefused() {
        assertThat(problems(Map.of("api.max-connections", "100")))
                .containsExactly(
                        "api.max-connections-per-address = 200: is over api.max-connections, which is 100");
        assertThat(problems(Map.of("api.proxy-protocol", "true")))
                .containsExactly(
                        "api.proxy-protocol = true: needs api.trusted-proxies, as only theirs is read");
        assertThat(problems(Map.of("api.management-port", "70000")))
                .containsExactly(
                        "api.management-port = 70000: too large; allowed: a port, 1 to 65535; 0 for any free one");
    }

    private static EdgeSettings read(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(NEEDED);
        settings.putAll(more);
        return ConfigReader.read("", Map.of(), settings).api().edge();
    }

    private static List<String> problems(Map<String, String> more) {
        InvalidConfigException[] refused = new InvalidConfigException[1];
        assertThatThrownBy(() -> read(more))
                .isInstanceOfSatisfying(InvalidConfigException.class, e -> refused[0] = e);
        return refused[0].problems();
    }
}

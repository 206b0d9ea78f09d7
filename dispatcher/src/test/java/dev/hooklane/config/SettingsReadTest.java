package dev.hooklane.config;

import static dev.hooklane.config.SampleConfig.NEEDED;
import static dev.hooklane.config.SampleConfig.SHOP;
import static dev.hooklane.config.SampleConfig.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.EventType;
import dev.hooklane.quota.Quota;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each setting is read from where it may be set, and has its default. */
final class SettingsReadTest {
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
        return Stream.of(EdgeSettingsTest.alone(), TopicSettingsTest.settings(), others())
                .flatMap(Function.identity());
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                setting("instance", "west-1", c -> c.instance(), "west-1"),
                setting("roles", "delivery", c -> c.roles(), "[DELIVERY]"),
                setting("state-dir", "some/folder", c -> c.stateDir(), "some/folder"),
                setting(
                        "begin-at",
                        "2026-01-31T06:00:00Z",
                        c -> c.beginAt(),
                        "Since[time=2026-01-31T06:00:00Z]"),
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
                        "fan-out.account-deliveries-per-second",
                        "700",
                        c ->
                                List.of(
                                        c.fanOut().accountDeliveriesPerSecond(),
                                        c.quotas().limits().of(Quota.DELIVERIES_PER_SECOND)),
                        "[700, 700]"),
                setting(
                        "endpoints.disable-after",
                        "3d",
                        c -> c.endpoints().disableAfter(),
                        "PT72H"),
                setting(
                        "endpoints.verify-ownership",
                        "hooks.example.com",
                        c -> c.endpoints().verifiedAs(),
                        "Optional[hooks.example.com]"),
                setting("endpoints.failing-after", "7", c -> c.endpoints().failingAfter(), "7"),
                setting("endpoints.allow-http", "true", c -> c.endpoints().allowHttp(), "true"),
                setting(
                        "egress.allow",
                        "203.0.113.0/24, *.EXAMPLE.com",
                        c -> c.egress().lists().allow(),
                        "[203.0.113.0/24, *.example.com]"),
                setting(
                        "egress.deny",
                        "198.51.100.7,bad.example",
                        c -> c.egress().lists().deny(),
                        "[198.51.100.7/32, bad.example]"),
                setting(
                        "egress.nat64-prefixes",
                        "2001:db8:64::/96",
                        c -> c.egress().lists().nat64(),
                        "[2001:db8:64:0:0:0:0:0/96]"),
                setting(
                        "egress.in-flight-per-domain",
                        "50",
                        c -> c.egress().inFlightPerDomain(),
                        "50"),
                setting(
                        "egress.per-second-per-domain",
                        "2.5",
                        c -> c.egress().perSecondPerDomain(),
                        "2.5"),
                setting(
                        "egress.connections-per-address",
                        "60",
                        c -> c.egress().connectionsPerAddress(),
                        "60"),
                setting(
                        "egress.proxy",
                        "http://u:p@proxy.example:3128",
                        c -> c.egress().proxy(),
                        "Optional[proxy.example:3128]"),
                setting(
                        "egress.ca-file",
                        "src/test/resources/dev/hooklane/config/ca.pem",
                        c -> c.egress().tls().authorities().size(),
                        "1"),
                setting(
                        "egress.addresses",
                        "203.0.113.7/32",
                        c -> c.egress().addresses(),
                        "[203.0.113.7/32]"),
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
                setting("secrets.seal", "secrets", c -> c.secrets().seal(), "SECRETS"),
                setting(
                        "secrets.own-events-unmarked-until",
                        "2026-05-01T12:00:00Z",
                        c -> c.secrets().ownEventsUnmarkedUntil(),
                        "Optional[2026-05-01T12:00:00Z]"),
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
                quota("endpoints", "7", Quota.ENDPOINTS, "7"),
                quota("endpoint-bytes", "64KiB", Quota.ENDPOINT_BYTES, "65536"),
                quota("deliveries-per-event", "7", Quota.DELIVERIES_PER_EVENT, "7"),
                quota("replays", "7", Quota.REPLAYS, "7"),
                quota("streams", "7", Quota.STREAMS, "7"),
                quota("calls-per-second", "7", Quota.CALLS_PER_SECOND, "7"),
                quota("events-per-second", "7", Quota.EVENTS_PER_SECOND, "7"),
                quota("event-bytes-per-second", "1MiB", Quota.EVENT_BYTES_PER_SECOND, "1048576"),
                quota("lookups-per-second", "7", Quota.LOOKUPS_PER_SECOND, "7"),
                quota("retries-per-minute", "7", Quota.RETRIES_PER_MINUTE, "7"),
                quota("portal-links", "7", Quota.PORTAL_LINKS, "7"),
                quota("portal-links-per-minute", "7", Quota.PORTAL_LINKS_PER_MINUTE, "7"),
                setting(
                        "quotas.contact",
                        "support@example.com",
                        c -> c.quotas().contact(),
                        "support@example.com"),
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
                        Stream.of(
                                        listed,
                                        // Of these, each needs another one.
                                        List.of(
                                                "secrets.key-file",
                                                "egress.client-certificate-file",
                                                "egress.client-key-file"),
                                        EdgeSettingsTest.TOGETHER,
                                        MasterKeySettingsTest.TOGETHER,
                                        OidcSettingsTest.TOGETHER)
                                .flatMap(List::stream)
                                .toList());
    }

    private static Arguments quota(String name, String text, Quota quota, String shown) {
        return setting("quotas." + name, text, c -> c.quotas().limits().of(quota), shown);
    }

    static Arguments setting(
            String key, String text, Function<HooklaneConfig, Object> part, String shown) {
        return Arguments.of(key, text, part, shown);
    }
}

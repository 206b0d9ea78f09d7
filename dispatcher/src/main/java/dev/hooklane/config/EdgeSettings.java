package dev.hooklane.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the API's port takes from clients, before it knows who they are.
 *
 * @param limits what clients may take of an instance
 * @param proxies whose word on a client's address counts
 * @param tls the certificate to serve; empty for plain HTTP
 * @param managementPort the port that metrics and health move to; empty if they share the API's
 */
public record EdgeSettings(
        Limits limits,
        ProxySettings proxies,
        Optional<TlsSettings> tls,
        OptionalInt managementPort) {

    /**
     * What clients may take of an instance.
     *
     * @param connections open at the same time
     * @param connectionsPerAddress of one client's address; also its requests at the same time
     * @param strangersReadsPerSecond how often an address's connections without a key are read
     * @param requests answered at the same time
     * @param bodyBytes of requests that are being read or answered, together
     * @param headerTimeout for a request's line and headers
     * @param bodyBytesPerSecond that a client must send of a body, on average
     */
    public record Limits(
            int connections,
            int connectionsPerAddress,
            int strangersReadsPerSecond,
            int requests,
            long bodyBytes,
            Duration headerTimeout,
            long bodyBytesPerSecond) {
        static Limits read(SettingReader settings) {
            return new Limits(
                    // Each costs up to 100 KiB while its headers arrive: 200 MB at worst.
                    settings.integer("api.max-connections", 2_000, 10, 1_000_000),
                    // More than a service's pool has; ten such addresses don't fill the instance.
                    settings.integer("api.max-connections-per-address", 200, 1, 1_000_000),
                    // An office signs in at less; 200 a second cost about a fiftieth of a core.
                    settings.integer("api.stranger-reads-per-second", 200, 1, 1_000_000),
                    // Far more than an instance answers in a second while Kafka is well.
                    settings.integer("api.max-requests", 1_000, 8, 1_000_000),
                    // A tenth of the heap that the chart gives; 400 of the largest single events.
                    settings.bytes("api.body-budget", "128MiB", "32MiB", "64GiB"),
                    // A client sends its headers at once; ten seconds allow for lost packets.
                    settings.duration("api.header-timeout", "10s", "1s", "5m"),
                    // Any network is faster; the largest event takes a little over two minutes.
                    settings.bytes("api.min-body-rate", "2KiB", "1", "1GiB"));
        }
    }

    /** Returns the defaults. */
    public static EdgeSettings defaults() {
        return read(new SettingReader(new SettingSources(Map.of(), Map.of(), Map.of())));
    }

    static EdgeSettings read(SettingReader settings) {
        Limits limits = Limits.read(settings);
        if (limits.connectionsPerAddress() > limits.connections()) {
            settings.problem(
                    "api.max-connections-per-address",
                    "= %d: is over api.max-connections, which is %d"
                            .formatted(limits.connectionsPerAddress(), limits.connections()));
        }
        return new EdgeSettings(
                limits,
                ProxySettings.read(settings),
                TlsSettings.read(settings),
                // Without a decision, whoever finds metrics today still does.
                settings.value(
                        "api.management-port",
                        "",
                        "a port, 1 to 65535; 0 for any free one",
                        text ->
                                text.isEmpty()
                                        ? OptionalInt.empty()
                                        : OptionalInt.of(
                                                SettingForms.within(
                                                        Integer.parseInt(text), 0, 65_535))));
    }
}

package dev.hooklane.config;

import dev.hooklane.http.HeaderNames;
import java.time.Duration;

/**
 * How deliveries are sent.
 *
 * @param timeout for one whole attempt, from resolving the name to reading the response's last byte
 * @param connectTimeout for its connection; at most {@code timeout}
 * @param inFlightPerEndpoint how many requests one endpoint gets at the same time, at most
 * @param maxInFlight how many requests an instance makes at the same time, at most
 * @param maxAdmitted how many deliveries an instance holds in memory, in flight or queued
 * @param maxAdmittedBytes how many bytes their payloads may have together
 * @param commitInterval how often outcomes and offsets are committed
 * @param drainTimeout how long a stopping instance waits for requests in flight
 * @param http2 whether HTTP/2 is used with servers that offer it
 * @param headers the names of the headers that are added to each request
 */
public record DeliverySettings(
        Duration timeout,
        Duration connectTimeout,
        int inFlightPerEndpoint,
        int maxInFlight,
        int maxAdmitted,
        long maxAdmittedBytes,
        Duration commitInterval,
        Duration drainTimeout,
        boolean http2,
        HeaderNames headers) {

    private static final String PREFIX_FORM = "[\\x21-\\x7e]{0,50}";

    static DeliverySettings read(SettingReader settings) {
        DeliverySettings delivery =
                new DeliverySettings(
                        // As promised to customers.
                        settings.duration("delivery.timeout", "15s", "100ms", "5m"),
                        // A host that is up answers a SYN within one or two retransmissions.
                        settings.duration("delivery.connect-timeout", "5s", "50ms", "1m"),
                        // Few enough for a small server, enough for 160/s at 100 ms each.
                        settings.integer("delivery.in-flight-per-endpoint", 16, 1, 1_000),
                        // Each takes a socket and some 18 KB of heap: 72 MB; 40 % are for slow
                        // endpoints.
                        settings.integer("delivery.max-in-flight", 4_000, 1, 100_000),
                        // Deliveries in lanes, and outcomes until they are committed: some KB each.
                        settings.integer("delivery.max-admitted", 20_000, 1, 1_000_000),
                        // Bounds the heap when payloads are large: 1,024 of the largest.
                        settings.bytes("delivery.max-admitted-bytes", "256MiB", "1MiB", "64GiB"),
                        // A crash repeats requests finished since the last commit; a commit costs 5
                        // ms.
                        settings.duration("delivery.commit-interval", "250ms", "10ms", "10s"),
                        // Stops within the 10 s that container runtimes give.
                        settings.duration("delivery.drain-timeout", "8s", "0s", "10m"),
                        // One request a connection isolates best, see ADR 13.
                        settings.flag("delivery.http2", false),
                        headers(settings));
        if (delivery.connectTimeout.compareTo(delivery.timeout) > 0) {
            settings.problem(
                    "delivery.connect-timeout",
                    "is over delivery.timeout, which bounds the whole attempt");
        }
        return delivery;
    }

    private static HeaderNames headers(SettingReader settings) {
        HeaderNames defaults = HeaderNames.defaults();
        String prefix =
                settings.value(
                        "delivery.header-prefix",
                        defaults.prefix(),
                        "2 to %d characters of a header name, the last one a -; not those of other headers, such as Content-"
                                .formatted(HeaderNames.PREFIX_MAX),
                        HeaderNames::checkedPrefix);
        String signature =
                settings.value(
                        "delivery.signature-header",
                        HeaderNames.defaultSignature(prefix),
                        "an HTTP header name of 1 to %d characters"
                                .formatted(HeaderNames.SIGNATURE_MAX),
                        name -> HeaderNames.checkedSignature(name, prefix));
        return new HeaderNames(
                prefix,
                signature,
                settings.text(
                        "delivery.signature-prefix",
                        defaults.signaturePrefix(),
                        PREFIX_FORM,
                        "0 to 50 visible ASCII characters"));
    }
}

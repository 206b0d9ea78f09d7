package dev.hooklane.config;

import dev.hooklane.http.IpNetwork;
import java.time.Duration;
import java.util.List;

/**
 * Which URLs an endpoint may have, beyond HTTPS to public addresses, and how long it may fail. The
 * settings that allow more URLs are for development.
 *
 * @param allowHttp whether {@code http://} is allowed
 * @param allowedNetworks networks whose addresses are allowed although they are not public
 * @param disableAfter how long every attempt must have failed until an endpoint is disabled
 * @param failingAfter after how many failures in a row its account is notified
 */
public record EndpointRules(
        boolean allowHttp,
        List<IpNetwork> allowedNetworks,
        Duration disableAfter,
        int failingAfter) {
    public EndpointRules {
        allowedNetworks = List.copyOf(allowedNetworks);
    }

    /**
     * Reports whether anything is allowed that a customer could misuse; logged as a warning at
     * start.
     */
    public boolean relaxed() {
        return allowHttp || !allowedNetworks.isEmpty();
    }

    static EndpointRules read(SettingReader settings) {
        return new EndpointRules(
                // Payloads are customers' data: they never cross the internet in clear text.
                settings.flag("endpoints.allow-http", false),
                // A URL is a customer's choice, so it must not reach into the operator's network.
                settings.list(
                        "endpoints.allowed-networks",
                        "",
                        "networks such as 10.1.0.0/16 or ::1/128",
                        IpNetwork::parse),
                // As promised to customers: 5 days, a long weekend plus a day to notice.
                settings.duration("endpoints.disable-after", "120h", "1s", "90d"),
                // More than one deployment's worth of requests that were in flight.
                settings.integer("endpoints.failing-after", 50, 1, 1_000_000));
    }
}

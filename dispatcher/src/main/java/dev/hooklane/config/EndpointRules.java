package dev.hooklane.config;

import dev.hooklane.egress.IpNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which URLs an endpoint may have, beyond HTTPS to public addresses, and how long it may fail. The
 * settings that allow more URLs are for development.
 *
 * @param allowHttp whether {@code http://} is allowed
 * @param allowedNetworks networks whose addresses are allowed although they are not public
 * @param disableAfter how long every attempt must have failed until an endpoint is disabled
 * @param failingAfter after how many failures in a row its account is notified
 * @param verifiedAs the name by which servers are asked whether they want events; empty if they are
 *     not
 */
public record EndpointRules(
        boolean allowHttp,
        List<IpNetwork> allowedNetworks,
        Duration disableAfter,
        int failingAfter,
        Optional<String> verifiedAs) {
    private static final String OFF = "off";

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
                settings.integer("endpoints.failing-after", 50, 1, 1_000_000),
                // Standard Webhooks has no such question, so most servers don't answer it.
                Optional.of(
                                settings.text(
                                        "endpoints.verify-ownership",
                                        OFF,
                                        "[A-Za-z0-9.-]{1,253}",
                                        "off, or this installation's name, such as hooks.example.com"))
                        .filter(name -> !name.equals(OFF)));
    }
}

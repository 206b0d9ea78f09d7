package dev.hooklane.dispatcher;

import dev.hooklane.config.DeliverySettings;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.http.AddressRules;
import dev.hooklane.http.HttpSettings;
import dev.hooklane.lane.LaneSettings;

/** The settings of parts that do not know the configuration. */
final class PartSettings {
    private PartSettings() {}

    static LaneSettings lanes(HooklaneConfig config) {
        DeliverySettings delivery = config.delivery();
        return new LaneSettings(
                delivery.inFlightPerEndpoint(),
                delivery.maxInFlight(),
                delivery.maxAdmitted(),
                delivery.maxAdmittedBytes(),
                delivery.commitInterval(),
                delivery.drainTimeout(),
                config.log().attempts() ? config.log().attemptsPerSecond() : 0);
    }

    static HttpSettings http(HooklaneConfig config) {
        DeliverySettings delivery = config.delivery();
        return new HttpSettings(
                new HttpSettings.Timeouts(delivery.timeout(), delivery.connectTimeout()),
                new AddressRules(
                        config.endpoints().allowHttp(), config.endpoints().allowedNetworks()),
                Version.USER_AGENT,
                delivery.headers(),
                HttpSettings.Connections.defaults().withHttp2(delivery.http2()));
    }
}

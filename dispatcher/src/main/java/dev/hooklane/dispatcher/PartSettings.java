package dev.hooklane.dispatcher;

import dev.hooklane.config.DeliverySettings;
import dev.hooklane.config.EgressSettings;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.egress.AddressRules;
import dev.hooklane.egress.TargetNames;
import dev.hooklane.egress.WayOut;
import dev.hooklane.http.HttpSettings;
import dev.hooklane.lane.LaneSettings;
import dev.hooklane.lane.TargetRules;
import dev.hooklane.thirdparty.TargetLimits;

/** The settings of parts that do not know the configuration. */
final class PartSettings {
    private PartSettings() {}

    static LaneSettings lanes(HooklaneConfig config) {
        DeliverySettings delivery = config.delivery();
        EgressSettings egress = config.egress();
        return new LaneSettings(
                delivery.inFlightPerEndpoint(),
                delivery.maxInFlight(),
                delivery.maxAdmitted(),
                delivery.maxAdmittedBytes(),
                delivery.commitInterval(),
                delivery.drainTimeout(),
                config.log().attempts() ? config.log().attemptsPerSecond() : 0,
                new TargetRules(
                        new TargetLimits(egress.inFlightPerDomain(), egress.perSecondPerDomain()),
                        new TargetNames(addressRules(config))));
    }

    static HttpSettings http(HooklaneConfig config) {
        DeliverySettings delivery = config.delivery();
        EgressSettings egress = config.egress();
        return new HttpSettings(
                new HttpSettings.Timeouts(delivery.timeout(), delivery.connectTimeout()),
                addressRules(config),
                Version.USER_AGENT,
                delivery.headers(),
                HttpSettings.Connections.defaults().withHttp2(delivery.http2()),
                new WayOut(egress.proxy(), egress.tls(), egress.connectionsPerAddress()));
    }

    private static AddressRules addressRules(HooklaneConfig config) {
        return new AddressRules(
                config.endpoints().allowHttp(),
                config.endpoints().allowedNetworks(),
                config.egress().lists());
    }
}

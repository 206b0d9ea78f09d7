package dev.hooklane.lane;

import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.RateLimit;

/**
 * The limits of an endpoint, by its own settings or the installation's.
 *
 * @param perSecond requests a second; 0 for as many as it takes
 * @param burst how many of them at once
 */
record LaneRules(int maxInFlight, double perSecond, int burst, boolean ordered) {
    static LaneRules of(EndpointSettings chosen, LaneSettings settings) {
        return new LaneRules(
                chosen.maxInFlightWithin(settings.inFlightPerEndpoint()),
                chosen.rateLimit().map(RateLimit::perSecond).orElse(0.0),
                chosen.rateLimit().map(RateLimit::burst).orElse(0),
                chosen.ordered());
    }

    boolean isRateLimited() {
        return perSecond > 0;
    }

    boolean sameRate(LaneRules other) {
        return perSecond == other.perSecond && burst == other.burst;
    }
}

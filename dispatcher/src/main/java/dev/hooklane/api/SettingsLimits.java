package dev.hooklane.api;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.retry.RetrySchedule;
import java.time.Duration;

/**
 * What the installation allows an endpoint's settings to be, at most.
 *
 * @param timeout of one attempt in all
 * @param maxInFlight attempts of one endpoint at the same time
 * @param schedule whose steps an endpoint may choose from
 */
public record SettingsLimits(Duration timeout, int maxInFlight, RetrySchedule schedule) {
    public static SettingsLimits of(HooklaneConfig config) {
        return new SettingsLimits(
                config.delivery().timeout(),
                config.delivery().inFlightPerEndpoint(),
                config.retry().schedule());
    }
}

package dev.hooklane.api;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.retry.RetrySchedule;
import java.time.Duration;

/**
 * The installation's upper limits for an endpoint's settings.
 *
 * @param timeout of one whole attempt
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

package dev.hooklane.config;

import java.time.Duration;

/**
 * What metrics report beyond the standard counters.
 *
 * @param lookInterval how often Hooklane looks up what waits in Kafka
 * @param troubledEndpoints how many endpoints in trouble have series of their own
 */
public record MetricsSettings(Duration lookInterval, int troubledEndpoints) {
    static MetricsSettings read(SettingReader settings) {
        return new MetricsSettings(
                // As often as Prometheus scrapes by default; each look reads one record per
                // partition.
                settings.duration("metrics.look-interval", "15s", "1s", "10m"),
                // Each is a series that comes and goes with the endpoint's trouble.
                settings.integer("metrics.troubled-endpoints", 0, 0, 50));
    }
}

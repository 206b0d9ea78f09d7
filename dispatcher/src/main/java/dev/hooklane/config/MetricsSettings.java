package dev.hooklane.config;

import java.time.Duration;

/**
 * What metrics tell beyond what is counted anyway.
 *
 * @param lookInterval how often what waits in Kafka is looked up
 * @param troubledEndpoints how many endpoints in trouble have series of their own
 */
public record MetricsSettings(Duration lookInterval, int troubledEndpoints) {
    static MetricsSettings read(SettingReader settings) {
        return new MetricsSettings(
                // As often as Prometheus asks by default; a look reads one record a partition.
                settings.duration("metrics.look-interval", "15s", "1s", "10m"),
                // Each is a series that comes and goes with the endpoint's trouble.
                settings.integer("metrics.troubled-endpoints", 0, 0, 50));
    }
}

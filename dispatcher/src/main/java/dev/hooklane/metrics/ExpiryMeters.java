package dev.hooklane.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.function.IntSupplier;

/** What stops to work on a date that is known. */
public final class ExpiryMeters {
    private final MeterRegistry registry;

    ExpiryMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Watches how many API keys open something, and how many of them soon will not. */
    public void watchKeys(IntSupplier valid, IntSupplier expiring) {
        Gauge.builder("hooklane.api.keys", valid, IntSupplier::getAsInt)
                .strongReference(true)
                .register(registry);
        Gauge.builder("hooklane.api.keys.expiring", expiring, IntSupplier::getAsInt)
                .strongReference(true)
                .register(registry);
    }

    /**
     * Tells until when the certificates are valid that this instance meets Kafka with.
     *
     * @param validUntil by what they are for: {@code keystore}, {@code truststore}
     */
    public void tellCertificates(Map<String, Instant> validUntil) {
        validUntil.forEach((store, until) ->
                Gauge.builder(
                                "hooklane.kafka.certificate.valid.until.timestamp",
                                until,
                                Instant::getEpochSecond)
                        .tag("store", store)
                        .baseUnit("seconds")
                        .strongReference(true)
                        .register(registry));
    }
}

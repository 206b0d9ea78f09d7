package dev.hooklane.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.function.IntSupplier;

/** Things that stop working on a known date. */
public final class ExpiryMeters {
    private final MeterRegistry registry;

    ExpiryMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Watches how many API keys are valid, and how many of them expire soon. */
    public void watchKeys(IntSupplier valid, IntSupplier expiring) {
        Gauge.builder("hooklane.api.keys", valid, IntSupplier::getAsInt)
                .strongReference(true)
                .register(registry);
        Gauge.builder("hooklane.api.keys.expiring", expiring, IntSupplier::getAsInt)
                .strongReference(true)
                .register(registry);
    }

    /** Watches how many enabled endpoints have a certificate of their own that expires soon. */
    public void watchEndpoints(IntSupplier expiring) {
        Gauge.builder("hooklane.endpoints.certificates.expiring", expiring, IntSupplier::getAsInt)
                .strongReference(true)
                .register(registry);
    }

    /** Reports until when the client certificate for endpoints is valid. */
    public void tellEgress(Instant validUntil) {
        Gauge.builder(
                        "hooklane.egress.certificate.valid.until.timestamp",
                        validUntil,
                        Instant::getEpochSecond)
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    /**
     * Reports until when this instance's certificates for Kafka are valid.
     *
     * @param validUntil the times by store: {@code keystore}, {@code truststore}
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

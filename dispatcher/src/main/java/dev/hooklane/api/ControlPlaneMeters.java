package dev.hooklane.api;

import dev.hooklane.access.KeyDirectory;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.history.HistorySize;
import dev.hooklane.history.HistoryStore;
import dev.hooklane.listener.Listeners;
import dev.hooklane.metrics.Prometheus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The control plane's metrics. They are sampled at intervals, since each has to wait for Kafka or a
 * disk, or to count all keys.
 */
final class ControlPlaneMeters {
    /** Time enough for a customer to get another certificate. */
    private static final Duration CERTIFICATES_WARNED = Duration.ofDays(14);

    /** Brokers look for what to delete every five minutes. */
    private static final Duration DELETIONS = Duration.ofMinutes(1);

    private final ApiParts parts;
    private final InstantSource clock;
    private final AtomicReference<HistorySize> history =
            new AtomicReference<>(new HistorySize(0, 0));
    private final AtomicInteger validKeys = new AtomicInteger();
    private final AtomicInteger expiringKeys = new AtomicInteger();
    private final AtomicInteger expiringCertificates = new AtomicInteger();

    ControlPlaneMeters(ApiParts parts, InstantSource clock) {
        this.parts = parts;
        this.clock = clock;
    }

    /**
     * Starts sampling.
     *
     * @return stops it
     */
    Runnable start(Duration interval) {
        Prometheus prometheus = parts.operators().prometheus();
        prometheus.waiting().start();
        prometheus.expiry().watchKeys(validKeys::get, expiringKeys::get);
        prometheus.expiry().watchEndpoints(expiringCertificates::get);
        prometheus
                .gauges()
                .watchHistory(() -> history.get().partitions(), () -> history.get().bytes());
        Listeners listeners = parts.listening().here();
        prometheus.gauges().watchListeners(listeners::count, listeners::waiting);
        HistoryStore store = parts.deliveries().history();
        store.watchedBy(streams -> prometheus.kafka().watch("history", streams));
        Runnable waiting =
                prometheus
                        .sampling()
                        .every(
                                interval,
                                "waiting",
                                () ->
                                        prometheus
                                                .waiting()
                                                .looked(parts.operators().waiting().now()));
        Runnable held =
                prometheus
                        .sampling()
                        .every(
                                interval,
                                "held",
                                () ->
                                        prometheus
                                                .held()
                                                .looked(parts.operators().publishers().look()));
        Runnable rejected =
                prometheus
                        .sampling()
                        .every(
                                DELETIONS,
                                "rejected",
                                () ->
                                        prometheus
                                                .api()
                                                .deletedEarly(parts.operators().rejected().look()));
        Runnable own = prometheus.sampling().every(interval, "control-plane", this::look);
        return () -> {
            waiting.run();
            held.run();
            rejected.run();
            own.run();
        };
    }

    private void look() {
        KeyDirectory keys = parts.callers().access().directory();
        Instant now = clock.instant();
        validKeys.set(keys.countValid(now));
        expiringKeys.set(keys.countExpiring(now));
        Instant soon = now.plus(CERTIFICATES_WARNED);
        expiringCertificates.set(
                (int)
                        parts.endpoints().directory().certified().stream()
                                .filter(endpoint ->
                                        endpoint.state() instanceof EndpointState.Enabled)
                                .flatMap(endpoint -> endpoint.access().tls().stream())
                                .filter(tls -> tls.expiresAt().isBefore(soon))
                                .count());
        if (parts.deliveries().history().ready()) {
            history.set(parts.deliveries().history().size());
        }
    }
}

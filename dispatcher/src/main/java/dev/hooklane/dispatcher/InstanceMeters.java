package dev.hooklane.dispatcher;

import dev.hooklane.api.Readiness;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.delay.BrokerClock;
import dev.hooklane.egress.EgressTls;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.fanout.EndpointFeed;
import dev.hooklane.http.HttpAttemptSender;
import dev.hooklane.kafka.KafkaCertificates;
import dev.hooklane.metrics.Gauges;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.poll.DeliveryWorker;
import dev.hooklane.streams.FanOutStreams;

/** Makes the metrics watch the parts of one instance. */
final class InstanceMeters {
    private final Prometheus prometheus;
    private final HooklaneConfig config;

    InstanceMeters(Prometheus prometheus, HooklaneConfig config) {
        this.prometheus = prometheus;
        this.config = config;
    }

    void watchInstance(EndpointDirectory directory, SealedEndpoints sealed) {
        Gauges gauges = prometheus.gauges();
        gauges.tellVersion(Version.CURRENT);
        gauges.watchDisk(config.stateDir());
        gauges.watchEndpoints(directory::size, directory::disabled, sealed::count);
        prometheus.expiry().tellCertificates(KafkaCertificates.validUntil(config.kafka()));
    }

    /**
     * Watches the parts that deliver.
     *
     * @return the handle that stops sampling its lanes
     */
    AutoCloseable watchDelivery(HttpAttemptSender sender, DeliveryWorker worker) {
        Gauges gauges = prometheus.gauges();
        gauges.watchConnections(sender::connections);
        gauges.watchInFlight(
                () -> worker.counts().inFlight(), () -> worker.counts().slowInFlight());
        gauges.watchAdmitted(() -> worker.counts().admitted(), () -> worker.counts().queued());
        gauges.watchLanes(() -> worker.counts().lanes(), () -> worker.counts().open());
        gauges.watchHeld(worker::held);
        prometheus.watchUnreadable(worker::unreadable);
        gauges.watchWindow(worker::openOffsets);
        config.egress()
                .tls()
                .identity()
                .map(EgressTls.Identity::validUntil)
                .ifPresent(prometheus.expiry()::tellEgress);
        prometheus.lanes().start();
        int endpoints = config.metrics().troubledEndpoints();
        return prometheus
                        .sampling()
                        .every(
                                config.metrics().lookInterval(),
                                "lanes",
                                () ->
                                        worker.laneReport()
                                                .ifPresent(report ->
                                                        prometheus
                                                                .lanes()
                                                                .asked(report, endpoints)))
                ::run;
    }

    /** Watches the records of endpoints and events that can't be read. */
    void watchReading(EndpointFeed feed, FanOutStreams fanOut) {
        prometheus.watchUnreadable(feed.unreadable()::offsets);
        prometheus.watchUnreadable(fanOut.unreadable()::offsets);
    }

    /** Watches how far this machine's clock is off. */
    void watchClock(BrokerClock clock) {
        prometheus.gauges().watchClock(() -> clock.ownAhead().toMillis() / 1_000.0);
    }

    /** Watches whether the existing parts can do their work. */
    void watchReadiness(Readiness readiness) {
        for (Readiness.Part part : readiness.parts()) {
            prometheus.gauges().watchReady(part.name(), () -> isReady(readiness, part.name()));
        }
    }

    private static boolean isReady(Readiness readiness, String name) {
        return readiness.parts().stream()
                .anyMatch(part -> part.name().equals(name) && part.ready());
    }
}

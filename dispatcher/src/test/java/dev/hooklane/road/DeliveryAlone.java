package dev.hooklane.road;

import dev.hooklane.attempt.EndpointAccess;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.delay.BrokerClock;
import dev.hooklane.egress.AddressRules;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.http.HttpAttemptSender;
import dev.hooklane.http.HttpSettings;
import dev.hooklane.kafka.KafkaClients;
import dev.hooklane.lane.LaneSettings;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.poll.DeliveryWorker;
import java.time.Duration;
import java.time.InstantSource;

/** The delivering part of an instance with Kafka clients that can be made to fail. */
final class DeliveryAlone implements AutoCloseable {
    private final FaultyProducers clients;
    private final HttpAttemptSender sender;
    private final Prometheus prometheus = new Prometheus();
    private final DeliveryWorker worker;

    /** Delivers to the endpoints that the road has now; the fan-out runs elsewhere. */
    DeliveryAlone(Road road, String instance) {
        this(road, instance, new BrokerClock(InstantSource.system(), System::nanoTime));
    }

    /** With a clock of its own. */
    DeliveryAlone(Road road, String instance, BrokerClock clock) {
        HooklaneConfig config = road.settings(instance).config();
        clients = new FaultyProducers(new KafkaClients(config, clock));
        sender =
                new HttpAttemptSender(
                        HttpSettings.defaults("test")
                                .withTimeouts(
                                        config.delivery().timeout(),
                                        config.delivery().connectTimeout())
                                .withAddressRules(
                                        new AddressRules(
                                                true, config.endpoints().allowedNetworks())),
                        clock);
        EndpointDirectory directory = new EndpointDirectory();
        road.endpoints().all().forEach(directory::put);
        worker =
                DeliveryWorker.start(
                        new DeliveryWorker.Parts(
                                clients,
                                road.topics(),
                                new EndpointAccess(
                                        directory, () -> true, sender, (_, _, _, _, _) -> {}),
                                new Erasures(),
                                new LaneSettings(
                                        config.delivery().inFlightPerEndpoint(),
                                        config.delivery().maxInFlight(),
                                        config.delivery().maxAdmitted(),
                                        config.delivery().maxAdmittedBytes(),
                                        config.delivery().commitInterval(),
                                        Duration.ofSeconds(5),
                                        0),
                                prometheus.delivery(),
                                clock));
    }

    FaultyProducers clients() {
        return clients;
    }

    /** All that its metrics say. */
    String scrape() {
        return prometheus.scrape();
    }

    boolean isReady() {
        return worker.isReady();
    }

    @Override
    public void close() {
        worker.close();
        sender.close();
        prometheus.close();
    }
}

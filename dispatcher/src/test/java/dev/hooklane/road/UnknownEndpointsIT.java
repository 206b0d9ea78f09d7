package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.config.StartRefusedException;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.event.Event;
import dev.hooklane.secret.SecretKeys;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an instance does not know, or can't open, is never taken for what is not there. */
@ExtendWith(Brokers.class)
class UnknownEndpointsIT {
    private static final String TYPE = "message.created";

    @Test
    void anInstanceWithAnotherKeyRefusesToStartAndNamesBothUntilItHasTheOthersKey(Broker broker) {
        try (Road road = Road.on(broker)) {
            Endpoint endpoint = road.endpoint("*");
            SecretKeys wrong = SecretKeys.generate();
            road.start("one");

            assertThatThrownBy(() -> road.start("two", Map.of("secrets.key", wrong.toJson())))
                    .isInstanceOf(StartRefusedException.class)
                    // The second one is derived from it for endpoints.
                    .hasMessageContaining("it has key " + wrong.primaryId() + " (endpoints ")
                    .hasMessageContaining("(1 endpoint)");
            Event event = road.publish(TYPE);
            road.awaitSettled();
            assertThat(road.status(event, endpoint)).isEqualTo(new DeliveryStatus.Delivered());

            road.start("two");
            road.stop("one");
            Event next = road.publish(TYPE);
            road.awaitSettled();

            road.judge();
            assertThat(road.status(next, endpoint)).isEqualTo(new DeliveryStatus.Delivered());
        }
    }

    @Test
    void whatComesForAnEndpointThatCantBeReadIsHeldUntilItCan(Broker broker) {
        try (Road road = Road.on(broker)) {
            Endpoint endpoint = road.endpoint("*");
            road.start("one");
            road.records()
                    .write(
                            new ProducerRecord<>(
                                    road.topics().endpoints(),
                                    EndpointCodec.key(endpoint.account(), endpoint.id()),
                                    "damaged".getBytes(UTF_8)));
            Event event = road.publish(TYPE);
            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                Awaitility.await("the endpoint is sealed and its delivery parked")
                        .until(() ->
                                api.meter("hooklane_endpoints_sealed") == 1
                                        && api.scrape()
                                                .contains(
                                                        "hooklane_deliveries_parked_total{reason=\"endpoint_sealed\"} 1"));
            }
            assertThat(road.customer().count()).isZero();

            road.endpoints().write(endpoint);
            road.awaitSettled();

            road.judge();
            assertThat(road.status(event, endpoint)).isEqualTo(new DeliveryStatus.Delivered());
        }
    }
}

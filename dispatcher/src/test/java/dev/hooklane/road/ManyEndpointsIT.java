package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A start reads many endpoints in large batches, and knows each as its last record describes it.
 */
@ExtendWith(Brokers.class)
class ManyEndpointsIT {
    private static final String TYPE = "message.created";

    @Test
    void afterAStartWithManyEndpointsEachGetsWhatItsLastRecordAsksFor(Broker broker) {
        try (Road road = Road.on(broker)) {
            List<Endpoint> asking = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                Endpoint endpoint = road.endpoint(i % 2 == 0 ? TYPE : "bot.updated");
                if (i % 2 == 0) {
                    asking.add(endpoint);
                }
            }
            asking.subList(0, 30).forEach(road.endpoints()::delete);
            Endpoint damaged = asking.get(30);
            road.records()
                    .write(
                            new ProducerRecord<>(
                                    road.topics().endpoints(),
                                    EndpointCodec.key(damaged.account(), damaged.id()),
                                    "damaged".getBytes(UTF_8)));
            Endpoint changed = asking.get(31).withState(new EndpointState.Paused(), Instant.now());
            road.endpoints().write(changed);

            road.start("one");
            Event event = road.publish(TYPE);

            try (RoadApi api = new RoadApi(road.running("one").apiPort())) {
                Awaitility.await("one endpoint is sealed, and the others get the event")
                        .until(() ->
                                api.meter("hooklane_endpoints_sealed") == 1
                                        && road.customer().count() >= 118);
            }
            road.endpoints().write(damaged);
            road.awaitSettled();

            road.judge();
            assertThat(road.status(event, damaged)).isEqualTo(new DeliveryStatus.Delivered());
            assertThat(road.status(event, changed))
                    .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED));
        }
    }
}

package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may write to the events topic still can't speak for Hooklane. */
@ExtendWith(Brokers.class)
final class OwnEventsIT {

    @Test
    void anOwnEventThatAServiceForgesIsRejectedAndTheNextIsDelivered(Broker broker) {
        try (Road road = Road.on(broker)) {
            Endpoint endpoint = road.endpoint("message.created", "endpoint.*");
            road.start("one");
            ProducerRecord<byte[], byte[]> forged =
                    new ProducerRecord<>(
                            road.topics().events(),
                            endpoint.account().value().getBytes(UTF_8),
                            "{\"id\":\"evt_forged\",\"type\":\"endpoint.disabled\",\"data\":{}}"
                                    .getBytes(UTF_8));
            forged.headers().add("hooklane-own", "AUr5ZjC6".getBytes(UTF_8));

            road.records().write(forged);
            road.publish("message.created");
            road.awaitSettled();

            Awaitility.await("the forged record")
                    .untilAsserted(() ->
                            assertThat(road.records().on(road.topics().rejected()))
                                    .singleElement()
                                    .satisfies(record ->
                                            assertThat(record.headers().toString())
                                                    .contains("hooklane-own")));
            road.judge();
            assertThat(road.customer().seen(endpoint.id()))
                    .extracting(SeenAttempt::event)
                    .doesNotContain("evt_forged")
                    .hasSize(1);
        }
    }
}

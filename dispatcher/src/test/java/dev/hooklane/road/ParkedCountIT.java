package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.lookup.ReadConsumers;
import dev.hooklane.topic.Topics;
import dev.hooklane.waiting.GroupOffsets;
import dev.hooklane.waiting.ParkedDeliveries;
import dev.hooklane.waiting.ParkedRecords;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an instance parks is counted for its account, until all of it is delivered. */
@ExtendWith(Brokers.class)
class ParkedCountIT {
    private static final int EVENTS = 200;

    @Test
    void whatIsParkedIsCountedAndNoMoreOnceItIsDelivered(Broker broker) {
        Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Road road = Road.on(broker, Map.of("delivery.in-flight-per-endpoint", "1"));
                Admin admin = Admin.create(kafka);
                ReadConsumers consumers = new ReadConsumers(kafka)) {
            Endpoint endpoint = road.endpoint("*");
            road.customer()
                    .answer(endpoint.id(), Script.always(Reply.OK.after(Duration.ofMillis(50))));
            road.start("one");
            ParkedRecords records =
                    new ParkedRecords(
                            new GroupOffsets(admin),
                            consumers,
                            road.topics(),
                            Topics.deliveryGroup(road.settings("one").config().topics().prefix()));

            road.publish("message.created", EVENTS);
            ParkedDeliveries parked =
                    Awaitility.await("something is parked")
                            .until(
                                    () -> counted(records, Road.ACCOUNT, endpoint.id()),
                                    each -> each.count() > 0);
            ParkedDeliveries others =
                    counted(records, new AccountId("somebody-else"), endpoint.id());
            road.awaitSettled();

            assertThat(parked.whole()).isTrue();
            assertThat(parked.count()).isLessThan(EVENTS);
            assertThat(parked.endpoints())
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(each.endpoint()).isEqualTo(endpoint.id());
                        assertThat(each.reason()).isEqualTo(Optional.of("lane_full"));
                    });
            assertThat(others.count()).isZero();
            // Outcomes are committed each quarter of a second.
            Awaitility.await("nothing is parked")
                    .untilAsserted(() ->
                            assertThat(counted(records, Road.ACCOUNT, endpoint.id()))
                                    .isEqualTo(ParkedDeliveries.NONE));
        }
    }

    private static ParkedDeliveries counted(
            ParkedRecords records, AccountId account, EndpointId endpoint) {
        return records.of(account, List.of(endpoint), records.undone());
    }
}

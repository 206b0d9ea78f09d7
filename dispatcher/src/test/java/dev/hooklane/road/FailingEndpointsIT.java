package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What failing costs an endpoint, and what its account is told of it. */
@ExtendWith(Brokers.class)
class FailingEndpointsIT {
    private static final String TYPE = "message.created";

    @Test
    void goneMakesADeadLetterAtOnce(Broker broker) {
        try (Road road = Road.on(broker)) {
            Endpoint endpoint = road.endpoint("*");
            road.customer().answer(endpoint.id(), Script.always(Reply.status(410)));
            road.start("one");

            Event event = road.publish(TYPE);
            road.awaitSettled();

            road.judge();
            assertThat(road.status(event, endpoint))
                    .isEqualTo(new DeliveryStatus.Dead(DeadLetterReason.GONE));
            assertThat(road.customer().count()).isEqualTo(1);
        }
    }

    @Test
    void goneDisablesTheEndpointUntilItIsEnabledAgain(Broker broker) {
        try (Road road = Road.on(broker)) {
            Endpoint gone = road.endpoint("message.*");
            Endpoint watcher = road.endpoint("endpoint.*");
            road.customer().answer(gone.id(), Script.always(Reply.status(410)));
            road.start("one");

            road.publishUntil(TYPE, event -> disabled(road.status(event, gone)));
            int requests = road.customer().seen(gone.id()).size();
            road.stop("one");
            road.start("two");
            Event kept = road.publish(TYPE);
            road.awaitSettled();
            assertThat(disabled(road.status(kept, gone))).isTrue();
            assertThat(road.customer().seen(gone.id())).hasSize(requests);
            assertThat(disabledByTheMeter(road)).isEqualTo(1);

            road.customer().answer(gone.id(), Script.always(Reply.OK));
            road.endpoints().write(gone.withState(new EndpointState.Enabled(), Instant.now()));
            road.publishUntil(
                    TYPE, event -> road.status(event, gone).equals(new DeliveryStatus.Delivered()));
            assertThat(told(road, watcher)).containsExactly("endpoint.disabled " + gone.id());
            assertThat(disabledByTheMeter(road)).isZero();
        }
    }

    @Test
    void endpointThatFailsForTooLongIsDisabledAndItsAccountIsToldOnTheWay(Broker broker) {
        Map<String, String> settings =
                Map.of("endpoints.disable-after", "3s", "retry.schedule", "0s,300ms,600ms");
        try (Road road = Road.on(broker, settings)) {
            Endpoint failing = road.endpoint("message.*");
            Endpoint recovering = road.endpoint("bot.*");
            Endpoint watcher = road.endpoint("endpoint.*");
            road.customer().answer(failing.id(), Script.always(Reply.status(500)));
            road.customer()
                    .answer(
                            recovering.id(),
                            Script.byAttempt(Reply.status(500), Reply.status(500), Reply.OK));
            road.start("one");

            road.publish("bot.updated");
            road.publishUntil(TYPE, event -> disabled(road.status(event, failing)));

            Awaitility.await("four events of the account")
                    .untilAsserted(() -> assertThat(told(road, watcher)).hasSize(4));
            assertThat(told(road, watcher))
                    .containsSubsequence(
                            "endpoint.failing " + failing.id(), "endpoint.disabled " + failing.id())
                    .containsSubsequence(
                            "endpoint.failing " + recovering.id(),
                            "endpoint.recovered " + recovering.id());
        }
    }

    @Test
    void exhaustedDeliveriesAreToldButNeverThoseThatTell(Broker broker) {
        try (Road road = Road.on(broker, Map.of("retry.schedule", "0s,300ms"))) {
            Endpoint failing = road.endpoint("message.*");
            Endpoint deaf = road.endpoint("delivery.*");
            road.customer().answer(failing.id(), Script.always(Reply.status(500)));
            road.customer().answer(deaf.id(), Script.always(Reply.status(500)));
            road.start("one");

            Event event = road.publish(TYPE);

            Awaitility.await("two dead letters and no more")
                    .during(Duration.ofSeconds(1))
                    .untilAsserted(() ->
                            assertThat(road.records().deadLetters())
                                    .extracting(Delivery::endpoint)
                                    .containsExactly(failing.id(), deaf.id()));
            List<SeenAttempt> told = road.customer().seen(deaf.id());
            assertThat(told).hasSize(2);
            assertThat(data(told.getFirst()).path("deliveryId").asString())
                    .isEqualTo(Road.delivery(event, failing).value());
        }
    }

    private static double disabledByTheMeter(Road road) {
        try (RoadApi api = new RoadApi(road.running("two").apiPort())) {
            return api.meter("hooklane_endpoints_disabled");
        }
    }

    private static boolean disabled(DeliveryStatus status) {
        return status.equals(new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_DISABLED));
    }

    /** The operational events that this endpoint got, each with the endpoint that it is about. */
    private static List<String> told(Road road, Endpoint watcher) {
        return road.customer().seen(watcher.id()).stream()
                .map(seen ->
                        seen.header("x-mga-event") + " " + data(seen).path("endpointId").asString())
                .toList();
    }

    private static JsonNode data(SeenAttempt seen) {
        return JsonMapper.shared().readTree(seen.body().bytes()).path("data");
    }
}

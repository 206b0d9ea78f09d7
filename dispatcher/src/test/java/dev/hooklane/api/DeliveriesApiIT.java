package dev.hooklane.api;

import static dev.hooklane.api.PlayedDeliveries.HAPPENED;
import static dev.hooklane.api.PlayedDeliveries.delivery;
import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.EventId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Deliveries and dead letters are told over the API. */
@ExtendWith(SharedApi.class)
class DeliveriesApiIT {
    private final ApiFixture api;
    private final PlayedDeliveries played;

    DeliveriesApiIT(ApiFixture api) {
        this.api = api;
        this.played = new PlayedDeliveries(api);
    }

    @Test
    void aDeliveryIsToldWithAllItsAttempts() throws Exception {
        Delivery delivery =
                delivery(api.endpoint("teller").text("id"), played.publish("teller", "evt_told"));
        api.lane.decide(delivery, new DeliveryStatus.Waiting(HAPPENED.plusSeconds(1800)));

        Answer answer = played.known(delivery);

        assertThat(answer.text("status")).isEqualTo("waiting");
        assertThat(answer.text("nextAttemptAt")).isEqualTo("2024-01-15T11:00:00Z");
        assertThat(answer.text("event")).isEqualTo("evt_told");
        assertThat(answer.text("trigger")).isEqualTo("event");
        assertThat(answer.json().path("attempts").toString())
                .isEqualTo(
                        """
                        [{"number":1,"startedAt":"2024-01-15T10:30:00Z","durationMs":12,"outcome":"status_5xx","status":503,"response":"busy","retryAfterSeconds":7},\
                        {"number":2,"startedAt":"2024-01-15T10:35:00Z","durationMs":15000,"outcome":"timeout","detail":"no answer in 15 s"}]\
                        """);
    }

    @Test
    void anUnknownDeliveryIsNotFound() throws Exception {
        DeliveryId id =
                DeliveryId.of(new EventId("evt_none"), HAPPENED)
                        .to(new EndpointId("ep_0000000000000000"));

        assertProblem(
                api.get("/v1/deliveries/" + id),
                404,
                null,
                "is not known: it was not attempted yet");
        assertProblem(api.post("/v1/deliveries/" + id + "/retry", ""), 404, null, "is not known");
    }

    @Test
    void deadLettersAreListedPageByPageAndOnlyWhileDead() throws Exception {
        String endpoint = api.endpoint("dead").text("id");
        String other = api.endpoint("dead").text("id");
        List<String> dead = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Delivery delivery =
                    delivery(
                            i % 24 == 0 ? other : endpoint, played.publish("dead", "evt_dead" + i));
            api.lane.decide(delivery, new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
            if (i == 119) {
                api.lane.decide(delivery, new DeliveryStatus.Delivered());
            } else {
                dead.addFirst(delivery.id().value());
            }
        }
        Awaitility.await()
                .until(() ->
                        listed("/v1/deliveries?status=dead&account=dead&limit=500").size() == 119);

        dead.sort(Comparator.reverseOrder());
        assertThat(listed("/v1/deliveries?status=dead&account=dead&limit=500")).isEqualTo(dead);
        assertThat(api.paged("/v1/deliveries?status=dead&account=dead&limit=50")).isEqualTo(dead);
        assertThat(listed("/v1/deliveries?endpoint=" + other + "&until=2024-01-15T10:30:00Z"))
                .isEmpty();
        assertThat(listed("/v1/deliveries?status=dead&account=dead&limit=5"))
                .isEqualTo(dead.subList(0, 5));
        assertThat(listed("/v1/deliveries?status=dead&endpoint=" + other)).hasSize(5);
        assertThat(listed("/v1/deliveries?status=dead&account=nobody")).isEmpty();
        JsonNode letter =
                api.get("/v1/deliveries?status=dead&endpoint=" + other)
                        .json()
                        .path("deliveries")
                        .path(0);
        assertThat(letter.path("reason").asString("")).isEqualTo("exhausted");
        assertThat(letter.path("attempts").asInt()).isEqualTo(2);
        assertThat(letter.path("lastAttempt").path("outcome").asString("")).isEqualTo("timeout");
        assertThat(letter.path("account").asString("")).isEqualTo("dead");
    }

    @Test
    void anEventIsToldWithItsPayloadAndItsDeliveries() throws Exception {
        String first = api.endpoint("eventful").text("id");
        String second = api.endpoint("eventful").text("id");
        Answer published = played.publish("eventful", "evt_eventful");
        Delivery one = delivery(first, published);
        Delivery two = delivery(second, published);
        api.lane.decide(one, new DeliveryStatus.Delivered());
        api.lane.decide(two, new DeliveryStatus.Waiting(HAPPENED.plusSeconds(1800)));
        played.known(one);
        played.known(two);

        Answer event = api.get("/v1/events/evt_eventful");

        assertThat(event.json().path("payload").path("data").path("id").asString(""))
                .isEqualTo("evt_eventful");
        assertThat(event.json().path("deliveries").valueStream())
                .extracting(each -> each.path("id").asString(""))
                .containsExactlyInAnyOrder(one.id().value(), two.id().value());
        assertThat(listed("/v1/deliveries?event=evt_eventful&status=waiting"))
                .containsExactly(two.id().value());
        assertThat(listed("/v1/deliveries?event=evt_eventful&account=eventful"))
                .containsExactlyInAnyOrder(one.id().value(), two.id().value());
        assertThat(listed("/v1/deliveries?event=evt_eventful&endpoint=" + first))
                .containsExactly(one.id().value());
        assertProblem(
                api.get("/v1/events/evt_never"), 404, null, "is not known: none of its deliveries");
    }

    private List<String> listed(String path) throws IOException, InterruptedException {
        return api.get(path)
                .json()
                .path("deliveries")
                .valueStream()
                .map(letter -> letter.path("id").asString(""))
                .toList();
    }
}

package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Of each event it is told what became of it, or why nothing did. */
@ExtendWith(SharedApi.class)
class EventFateApiIT {
    private static final Instant HAPPENED = Instant.parse("2024-01-15T10:30:00Z");

    private final ApiFixture api;
    private final ListedEvents events;

    EventFateApiIT(ApiFixture api) {
        this.api = api;
        this.events = new ListedEvents(api);
    }

    @Test
    void anEventWithoutADeliveryIsToldWithTheReasonOfEachEndpoint() throws Exception {
        String wants = endpoint("reasons", "[\"message.*\"]", "null");
        String other = endpoint("reasons", "[\"bot.*\"]", "null");
        String picky = endpoint("reasons", "[\"*\"]", "{\"field\":\"/id\",\"equals\":\"another\"}");
        String origin = events.publish("reasons", "evt_reasons", "message.created", 5, false);
        NextMillisecond.await();
        String later = endpoint("reasons", "[\"*\"]", "null");

        Answer event = api.get("/v1/events/evt_reasons");

        assertThat(reasons(event))
                .isEqualTo(
                        Map.of(
                                wants, "not_yet ",
                                other, "not_selected ",
                                picky, "filtered_out filter",
                                later, "created_later "));
        assertThat(event.text("origin")).isEqualTo(origin);
        assertThat(event.json().path("payload").path("id").asString("")).isEqualTo("evt_reasons");
        assertThat(reasons(api.get("/v1/events/evt_reasons?at=" + origin)))
                .isEqualTo(reasons(event));
        decide(wants, "reasons", "evt_reasons", origin);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(reasons(api.get("/v1/events/evt_reasons")).get(wants))
                                .isEqualTo("delivered"));
        api.send("DELETE", "/v1/endpoints/" + wants, "");
        assertThat(
                        api.get("/v1/events/evt_reasons")
                                .json()
                                .path("endpoints")
                                .path(0)
                                .path("deleted")
                                .asBoolean())
                .isTrue();
    }

    @Test
    void aRepeatAndARejectedRecordAreToldAsSuch() throws Exception {
        String endpoint = endpoint("event-told", "[\"message.*\"]", "null");
        String first = events.publish("event-told", "evt_again", "message.created", 1, true);
        String again = events.publish("event-told", "evt_again", "message.created", 1, true);
        decide(endpoint, "event-told", "evt_again", first);
        events.publish("event-told", "evt_strange", "no.such.type", 1, false);

        Answer repeat =
                Awaitility.await()
                        .atMost(Duration.ofSeconds(10))
                        .until(
                                () -> api.get("/v1/events/evt_again?at=" + again),
                                answer -> answer.json().path("deliveries").size() == 1);
        Answer rejected = api.get("/v1/events/evt_strange?account=event-told");

        assertThat(repeat.text("repeatOf")).isEqualTo(first);
        assertThat(rejected.json().path("rejected").path("reason").asString(""))
                .isEqualTo("unknown_type");
        assertThat(reasons(rejected)).isEqualTo(Map.of(endpoint, "rejected "));
    }

    @Test
    void whatTheCatalogueTurnsAwayIsToldAsRejectedUnlessItWasDeliveredOnce() throws Exception {
        String endpoint = endpoint("typed", "[\"*\"]", "null");
        api.send(
                "PUT",
                "/v1/event-types/why.strict",
                """
                {"description":"Strict.","example":{"id":1},"schema":{"properties":{"id":{"type":"integer"}}}}\
                """);
        NextMillisecond.await();
        String first = events.publish("typed", "evt_strict", "why.strict", 1, false);

        Answer rejected = api.get("/v1/events/evt_strict");

        assertThat(rejected.json().path("rejected").path("reason").asString(""))
                .isEqualTo("schema_mismatch");
        assertThat(reasons(rejected)).isEqualTo(Map.of(endpoint, "rejected "));
        assertThat(api.paged("/v1/events?account=typed")).isEmpty();
        decide(endpoint, "typed", "evt_strict", first);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> {
                    Answer delivered = api.get("/v1/events/evt_strict");
                    assertThat(reasons(delivered)).isEqualTo(Map.of(endpoint, "delivered"));
                    assertThat(delivered.json().path("rejected").isNull()).isTrue();
                    assertThat(delivered.json().path("payload").isObject()).isTrue();
                });
    }

    @Test
    void aTestOfAnyTypeIsForItsEndpointAlone() throws Exception {
        String tested =
                endpoint("event-tester", "[\"bot.*\"]", "{\"field\":\"/never\",\"exists\":true}");
        String other = endpoint("event-tester", "[\"*\"]", "null");

        Answer test =
                api.post(
                        "/v1/endpoints/" + tested + "/test?wait=0s",
                        "{\"type\":\"message.created\"}");

        assertThat(reasons(api.get("/v1/events/" + test.text("event"))))
                .isEqualTo(Map.of(tested, "not_yet ", other, "not_selected "));
    }

    private String endpoint(String account, String types, String filter) throws Exception {
        return api.post(
                        "/v1/endpoints",
                        "{\"account\":\"%s\",\"url\":\"https://8.8.8.8/\",\"eventTypes\":%s,\"filter\":%s}"
                                .formatted(account, types, filter))
                .text("id");
    }

    /** By endpoint the status, or why there is none. */
    private static Map<String, String> reasons(Answer event) {
        Map<String, String> reasons = new HashMap<>();
        event.json()
                .path("endpoints")
                .forEach(each -> {
                    String status = each.path("status").asString("");
                    String because = each.path("because").asString("");
                    reasons.put(
                            each.path("endpoint").asString(""),
                            status.equals("none")
                                    ? each.path("reason").asString("") + " " + because
                                    : status);
                });
        return reasons;
    }

    private void decide(String endpoint, String account, String event, String origin) {
        EndpointId id = new EndpointId(endpoint);
        EventId eventId = new EventId(event);
        api.lane.decide(
                new Delivery(
                        DeliveryId.of(eventId, HAPPENED).to(id),
                        id,
                        new SourceEvent(
                                eventId,
                                new EventType("message.created"),
                                new AccountId(account),
                                Instant.now(),
                                SourceEvent.Origin.parse(origin),
                                Optional.empty(),
                                Optional.empty()),
                        Trigger.EVENT,
                        0,
                        1,
                        Optional.empty(),
                        List.of(),
                        Payload.of("{}".getBytes(UTF_8))),
                new DeliveryStatus.Delivered());
    }
}

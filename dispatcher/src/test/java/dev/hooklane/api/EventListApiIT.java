package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What was published is listed, and of each event told what became of it, or why nothing did. */
@ExtendWith(SharedApi.class)
class EventListApiIT {
    private static final Instant HAPPENED = Instant.parse("2024-01-15T10:30:00Z");

    private final ApiFixture api;
    private final KafkaProducer<byte[], byte[]> producer;

    EventListApiIT(ApiFixture api) {
        this.api = api;
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", api.broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void eventsAreListedNewestFirstFromWhateverPartitionOfTheirAccountAlone() throws Exception {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            publish(
                    "event-lister",
                    "evt_l" + i,
                    "message.created",
                    i % ApiFixture.PARTITIONS,
                    false);
            publish("neighbour", "evt_n" + i, "message.created", i % ApiFixture.PARTITIONS, false);
            written.addFirst("evt_l" + i);
            NextMillisecond.await();
        }
        publish("event-lister", "evt_typed", "bot.updated", 2, false);

        assertThat(paged("/v1/events?account=event-lister&type=message.created&limit=7"))
                .isEqualTo(written);
        assertThat(paged("/v1/events?account=event-lister&type=bot.updated"))
                .containsExactly("evt_typed");
        JsonNode first =
                api.get("/v1/events?account=event-lister&limit=1").json().path("events").path(0);
        assertThat(first.path("timestamp").asString("")).isEqualTo("2024-01-15T10:30:00Z");
        assertThat(first.path("payloadBytes").asInt())
                .isEqualTo(payload("evt_typed", "bot.updated").length);
        assertThat(first.path("origin").asString("")).startsWith("2@");
        assertThat(
                        paged(
                                "/v1/events?account=event-lister&until="
                                        + first.path("publishedAt").asString("")))
                .isEqualTo(written);
        assertThat(paged("/v1/events?account=event-lister&from=2100-01-01T00:00:00Z")).isEmpty();
        assertThat(paged("/v1/events?account=event-lister&until=1960-01-01T00:00:00Z")).isEmpty();
        assertThat(paged("/v1/events?account=event-lister&from=1960-01-01T00:00:00Z")).hasSize(31);
    }

    @Test
    void aRepeatIsListedAsOneAndRejectedRecordsAreNot() throws Exception {
        String first = publish("repeater", "evt_twice", "message.created", 1, true);
        publish("repeater", "evt_twice", "message.created", 1, true);
        publish("repeater", "evt_odd", "no.such.type", 1, false);

        JsonNode events = api.get("/v1/events?account=repeater").json().path("events");

        assertThat(events.valueStream())
                .extracting(each -> each.path("repeatOf").asString(""))
                .containsExactly(first, "");
    }

    @Test
    void anEventWithoutADeliveryIsToldWithTheReasonOfEachEndpoint() throws Exception {
        String wants = endpoint("reasons", "[\"message.*\"]", "null");
        String other = endpoint("reasons", "[\"bot.*\"]", "null");
        String picky = endpoint("reasons", "[\"*\"]", "{\"field\":\"/id\",\"equals\":\"another\"}");
        String origin = publish("reasons", "evt_reasons", "message.created", 5, false);
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
        String first = publish("event-told", "evt_again", "message.created", 1, true);
        String again = publish("event-told", "evt_again", "message.created", 1, true);
        decide(endpoint, "event-told", "evt_again", first);
        publish("event-told", "evt_strange", "no.such.type", 1, false);

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
        String first = publish("typed", "evt_strict", "why.strict", 1, false);

        Answer rejected = api.get("/v1/events/evt_strict");

        assertThat(rejected.json().path("rejected").path("reason").asString(""))
                .isEqualTo("schema_mismatch");
        assertThat(reasons(rejected)).isEqualTo(Map.of(endpoint, "rejected "));
        assertThat(paged("/v1/events?account=typed")).isEmpty();
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

    @Test
    void whatIsErasedIsNeitherListedNorTold() throws Exception {
        String origin = publish("eraser", "evt_erased", "message.created", 4, false);
        publish("eraser", "evt_kept", "message.created", 4, false);

        api.post("/v1/erasures", "{\"account\":\"eraser\",\"event\":\"evt_erased\"}");

        assertThat(paged("/v1/events?account=eraser")).containsExactly("evt_kept");
        assertProblem(
                api.get("/v1/events/evt_erased"),
                404,
                null,
                "is not known: none of its deliveries");
        assertProblem(api.get("/v1/events/evt_erased?at=" + origin), 404, null, "is not at");
        api.post("/v1/erasures", "{\"account\":\"eraser\"}");
        assertThat(paged("/v1/events?account=eraser")).isEmpty();
    }

    @Test
    void anotherAccountsEventsAreAsIfThereWereNone() throws Exception {
        String key =
                api.post(
                                "/v1/keys",
                                "{\"name\":\"it\",\"role\":\"account\",\"account\":\"onlooker\"}")
                        .text("key");
        String origin = publish("event-owner", "evt_owned", "message.created", 3, false);
        publish("onlooker", "evt_mine", "message.created", 3, false);

        assertThat(as(key, "/v1/events").json().path("events").valueStream())
                .extracting(each -> each.path("id").asString(""))
                .containsExactly("evt_mine");
        assertProblem(
                as(key, "/v1/events?account=event-owner"),
                404,
                null,
                "there is no account event-owner");
        assertProblem(as(key, "/v1/events/evt_owned"), 404, null, "is not known");
        assertProblem(as(key, "/v1/events/evt_owned?at=" + origin), 404, null, "is not at");
        assertProblem(
                as(key, "/v1/events/evt_owned?account=event-owner"),
                404,
                null,
                "there is no account");
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        assertProblem(
                api.get("/v1/events?cursor=!"),
                400,
                "cursor",
                "is not one that this list returned");
        assertProblem(
                api.get("/v1/events?cursor=MS8y"),
                400,
                "cursor",
                "is not one that this list returned");
        assertProblem(api.get("/v1/events?type=Bad"), 400, "type", "Bad");
        assertProblem(api.get("/v1/events?from=yesterday"), 400, "from", "is not a time");
        assertProblem(
                api.get("/v1/events?until=%2B999999999-12-31T23:59:59Z"),
                400,
                "until",
                "is not within the years 0 to 9999");
        assertProblem(api.get("/v1/events?limit=501"), 400, "limit", "1 to 500");
        assertProblem(api.get("/v1/events?to=x"), 400, "to", "unknown here");
        assertProblem(api.get("/v1/events/evt_x?at=3"), 400, "at", "is not an origin");
        assertProblem(api.get("/v1/events/evt_x?at=-1@2"), 400, "at", "is not an origin");
        for (String nowhere : List.of("0@999999999", "99@0")) {
            assertProblem(api.get("/v1/events/evt_x?at=" + nowhere), 404, null, "is not at");
        }
    }

    private Answer as(String key, String path) throws Exception {
        return api.send(api.anonymous(path).header("Authorization", "Bearer " + key).GET().build());
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

    private List<String> paged(String path) throws Exception {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = api.get(path + cursor);
            assertThat(page.status()).as(page.response().body()).isEqualTo(200);
            page.json().path("events").forEach(each -> all.add(each.path("id").asString("")));
            cursor = page.json().path("next").isNull() ? "" : "&cursor=" + page.text("next");
        } while (!cursor.isEmpty());
        return all;
    }

    /** Where it stands. */
    private String publish(String account, String id, String type, int partition, boolean once)
            throws Exception {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        api.topics.events(), partition, account.getBytes(UTF_8), payload(id, type));
        if (once) {
            record.headers().add("hooklane-once", "1".getBytes(UTF_8));
        }
        RecordMetadata at = producer.send(record).get();
        return at.partition() + "@" + at.offset();
    }

    private static byte[] payload(String id, String type) {
        return """
        {"id":"%s","type":"%s","timestamp":"2024-01-15T10:30:00Z","data":{"id":"%s"}}\
        """
                .formatted(id, type, id)
                .getBytes(UTF_8);
    }

    private void decide(String endpoint, String account, String event, String origin) {
        EndpointId id = new EndpointId(endpoint);
        EventId eventId = new EventId(event);
        api.decide(
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

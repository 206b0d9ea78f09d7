package dev.hooklane.api;

import static dev.hooklane.api.ListedEvents.payload;
import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What was published is listed. */
@ExtendWith(SharedApi.class)
class EventListApiIT {
    private final ApiFixture api;
    private final ListedEvents events;

    EventListApiIT(ApiFixture api) {
        this.api = api;
        this.events = new ListedEvents(api);
    }

    @Test
    void eventsAreListedNewestFirstFromWhateverPartitionOfTheirAccountAlone() throws Exception {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            events.publish(
                    "event-lister",
                    "evt_l" + i,
                    "message.created",
                    i % ApiFixture.PARTITIONS,
                    false);
            events.publish(
                    "neighbour", "evt_n" + i, "message.created", i % ApiFixture.PARTITIONS, false);
            written.addFirst("evt_l" + i);
            NextMillisecond.await();
        }
        events.publish("event-lister", "evt_typed", "bot.updated", 2, false);

        assertThat(api.paged("/v1/events?account=event-lister&type=message.created&limit=7"))
                .isEqualTo(written);
        assertThat(api.paged("/v1/events?account=event-lister&type=bot.updated"))
                .containsExactly("evt_typed");
        JsonNode first =
                api.get("/v1/events?account=event-lister&limit=1").json().path("events").path(0);
        assertThat(first.path("timestamp").asString("")).isEqualTo("2024-01-15T10:30:00Z");
        assertThat(first.path("payloadBytes").asInt())
                .isEqualTo(payload("evt_typed", "bot.updated").length);
        assertThat(first.path("origin").asString("")).startsWith("2@");
        assertThat(
                        api.paged(
                                "/v1/events?account=event-lister&until="
                                        + first.path("publishedAt").asString("")))
                .isEqualTo(written);
        assertThat(api.paged("/v1/events?account=event-lister&from=2100-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(api.paged("/v1/events?account=event-lister&until=1960-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(api.paged("/v1/events?account=event-lister&from=1960-01-01T00:00:00Z"))
                .hasSize(31);
    }

    @Test
    void whoWatchesSeesNewEventsOfTheirAccountAlone() throws Exception {
        String watched = "/v1/events?account=watcher&watch=true";
        events.publish("watcher", "evt_w1", "message.created", 1, false);
        assertThat(ids(watched)).containsExactly("evt_w1");

        events.publish("watcher", "evt_w2", "message.created", 2, false);
        events.publish("watched-not", "evt_w3", "message.created", 2, false);
        events.publish("watcher", "evt_w4", "bot.updated", 3, false);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(ids(watched)).containsExactly("evt_w4", "evt_w2", "evt_w1"));
        assertThat(ids(watched + "&type=bot.updated")).containsExactly("evt_w4");
        api.post("/v1/erasures", "{\"account\":\"watcher\",\"event\":\"evt_w2\"}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ids(watched)).containsExactly("evt_w4", "evt_w1"));
    }

    @Test
    void onlyTheNewestAreWatched() throws Exception {
        assertProblem(
                api.get("/v1/events?watch=true&until=2026-01-01T00:00:00Z"),
                400,
                "watch",
                "only the newest events can be watched");
        assertProblem(api.get("/v1/events?watch=true&limit=101"), 400, "watch", "up to 100 events");
        assertProblem(api.get("/v1/events?watch=often"), 400, "watch", "is not one of true, false");
    }

    @Test
    void aRepeatIsListedAsOneAndRejectedRecordsAreNot() throws Exception {
        String first = events.publish("repeater", "evt_twice", "message.created", 1, true);
        events.publish("repeater", "evt_twice", "message.created", 1, true);
        events.publish("repeater", "evt_odd", "no.such.type", 1, false);

        JsonNode events = api.get("/v1/events?account=repeater").json().path("events");

        assertThat(events.valueStream())
                .extracting(each -> each.path("repeatOf").asString(""))
                .containsExactly(first, "");
    }

    @Test
    void whatIsErasedIsNeitherListedNorTold() throws Exception {
        String origin = events.publish("eraser", "evt_erased", "message.created", 4, false);
        events.publish("eraser", "evt_kept", "message.created", 4, false);

        api.post("/v1/erasures", "{\"account\":\"eraser\",\"event\":\"evt_erased\"}");

        assertThat(api.paged("/v1/events?account=eraser")).containsExactly("evt_kept");
        assertProblem(
                api.get("/v1/events/evt_erased"),
                404,
                null,
                "is not known: none of its deliveries");
        assertProblem(api.get("/v1/events/evt_erased?at=" + origin), 404, null, "is not at");
        api.post("/v1/erasures", "{\"account\":\"eraser\"}");
        assertThat(api.paged("/v1/events?account=eraser")).isEmpty();
    }

    @Test
    void anotherAccountsEventsAreAsIfThereWereNone() throws Exception {
        String key =
                api.post(
                                "/v1/keys",
                                "{\"name\":\"it\",\"role\":\"account\",\"account\":\"onlooker\"}")
                        .text("key");
        String origin = events.publish("event-owner", "evt_owned", "message.created", 3, false);
        events.publish("onlooker", "evt_mine", "message.created", 3, false);

        assertThat(api.as(key, "/v1/events").json().path("events").valueStream())
                .extracting(each -> each.path("id").asString(""))
                .containsExactly("evt_mine");
        assertProblem(
                api.as(key, "/v1/events?account=event-owner"),
                404,
                null,
                "there is no account event-owner");
        assertProblem(api.as(key, "/v1/events/evt_owned"), 404, null, "is not known");
        assertProblem(api.as(key, "/v1/events/evt_owned?at=" + origin), 404, null, "is not at");
        assertProblem(
                api.as(key, "/v1/events/evt_owned?account=event-owner"),
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
        assertProblem(api.get("/v1/events?type=bad..type"), 400, "type", "bad..type");
        assertProblem(api.get("/v1/events?from=yesterday"), 400, "from", "is not a time");
        assertProblem(
                api.get("/v1/events?until=%2B999999999-12-31T23:59:59Z"),
                400,
                "until",
                "is not within the years 0 to 9999");
        assertProblem(api.get("/v1/events?limit=1001"), 400, "limit", "1 to 1000");
        assertProblem(api.get("/v1/events?to=x"), 400, "to", "unknown here");
        assertProblem(api.get("/v1/events/evt_x?at=3"), 400, "at", "is not an origin");
        assertProblem(api.get("/v1/events/evt_x?at=-1@2"), 400, "at", "is not an origin");
        for (String nowhere : List.of("0@999999999", "99@0")) {
            assertProblem(api.get("/v1/events/evt_x?at=" + nowhere), 404, null, "is not at");
        }
    }

    private List<String> ids(String path) throws Exception {
        return api.get(path)
                .json()
                .path("events")
                .valueStream()
                .map(each -> each.path("id").asString(""))
                .toList();
    }
}

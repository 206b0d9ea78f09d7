package dev.hooklane.api;

import static dev.hooklane.api.PlayedReplays.EXHAUSTED;
import static dev.hooklane.api.PlayedReplays.HAPPENED;
import static dev.hooklane.api.PlayedReplays.delivery;
import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.replay.Replay;
import dev.hooklane.replay.ReplayCodec;
import dev.hooklane.replay.ReplayCounts;
import dev.hooklane.replay.ReplayCursor;
import dev.hooklane.replay.ReplayId;
import dev.hooklane.replay.ReplayProgress;
import dev.hooklane.replay.ReplaySelection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Replays are run, watched, paused and cancelled; the lane is played here. */
@ExtendWith(SharedApi.class)
class ReplayRunsApiIT {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final Duration SOME_TURNS = Duration.ofSeconds(2);

    private final ApiFixture api;
    private final PlayedReplays replays;

    ReplayRunsApiIT(ApiFixture api) {
        this.api = api;
        this.replays = new PlayedReplays(api);
    }

    @Test
    void deadLettersAreSentOnceMoreEachAndTheirOutcomesTold() throws Exception {
        String endpoint = api.endpoint("replayer").text("id");
        List<Delivery> dead = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            dead.add(
                    replays.told(
                            "replayer", endpoint, "evt_r" + i, HAPPENED.plusSeconds(i), EXHAUSTED));
        }

        Answer started =
                replays.start("{\"endpoint\":\"%s\",\"select\":{\"status\":[\"dead\"]}}", endpoint);

        assertThat(started.status()).isEqualTo(202);
        String path = started.response().headers().firstValue("location").orElseThrow();
        assertThat(path).isEqualTo("/v1/replays/" + started.text("id"));
        assertThat(started.text("state")).isEqualTo("running");
        assertThat(started.json().path("matched").asInt()).isEqualTo(3);
        assertThat(started.json().path("ratePerSecond").asInt()).isEqualTo(50);
        List<Delivery> sent = replays.bulk(endpoint, 3);
        assertThat(sent)
                .extracting(Delivery::id)
                .isEqualTo(dead.stream().map(Delivery::id).toList());
        assertThat(sent)
                .allSatisfy(each -> {
                    assertThat(each.trigger()).isEqualTo(Trigger.REPLAY);
                    assertThat(each.round()).isEqualTo(1);
                    assertThat(each.attempt()).isEqualTo(1);
                });
        assertThat(new String(sent.getFirst().payload().bytes(), UTF_8)).contains("evt_r0");
        replays.awaitJson(path, json -> json.path("open").asInt() == 3);
        api.lane.decide(sent.get(0), new DeliveryStatus.Delivered());
        api.lane.decide(sent.get(1), EXHAUSTED);
        api.lane.decide(sent.get(2), new DeliveryStatus.Delivered());
        JsonNode done = replays.awaitState(path, "done");
        assertThat(done.path("sent").asInt()).isEqualTo(3);
        assertThat(done.path("open").asInt()).isZero();
        assertThat(done.path("delivered").asInt()).isEqualTo(2);
        assertThat(done.path("dead").asInt()).isEqualTo(1);
        assertThat(done.path("endedAt").asString("")).isNotEmpty();
        assertThat(replays.bulk(endpoint, 3)).hasSize(3);
        assertThat(api.get("/v1/audit?account=replayer").json().path("entries").valueStream())
                .anyMatch(entry ->
                        entry.path("path").asString("").equals("/v1/replays")
                                && entry.path("target").asString("").equals(started.text("id")));
    }

    @Test
    void aReplayIsPausedGoneOnWithMadeFasterAndCancelled() throws Exception {
        String endpoint = api.endpoint("steerer").text("id");
        for (int i = 0; i < 8; i++) {
            replays.told("steerer", endpoint, "evt_s" + i, HAPPENED.plusSeconds(i), EXHAUSTED);
        }
        Answer started =
                replays.start("{\"endpoint\":\"%s\",\"select\":{},\"ratePerSecond\":1}", endpoint);
        String path = "/v1/replays/" + started.text("id");
        replays.bulk(endpoint, 1);

        Answer paused = api.post(path + "/pause", "");
        Answer pausedAgain = api.post(path + "/pause", "");
        Answer faster = api.send("PATCH", path, "{\"ratePerSecond\":1000}");
        int sentWhilePaused = staysFor(SOME_TURNS, () -> replays.bulk(endpoint, 0).size());
        Answer resumed = api.post(path + "/resume", "");
        List<Delivery> sent = replays.bulk(endpoint, 8);
        Answer cancelled = api.post(path + "/cancel", "");
        Answer cancelledAgain = api.post(path + "/cancel", "");

        assertThat(paused.text("state")).isEqualTo("paused");
        assertThat(pausedAgain.status()).isEqualTo(200);
        assertThat(faster.json().path("ratePerSecond").asInt()).isEqualTo(1_000);
        assertThat(sentWhilePaused).isBetween(1, 3);
        assertThat(resumed.text("state")).isEqualTo("running");
        assertThat(sent).extracting(Delivery::id).doesNotHaveDuplicates();
        assertThat(cancelled.text("state")).isEqualTo("cancelled");
        assertThat(cancelledAgain.status()).isEqualTo(200);
        assertProblem(api.post(path + "/resume", ""), 409, null, "is cancelled already");
        assertProblem(
                api.send("PATCH", path, "{\"ratePerSecond\":7}"),
                409,
                null,
                "is cancelled already");
        sent.forEach(each -> api.lane.decide(each, new DeliveryStatus.Delivered()));
        JsonNode over = replays.awaitJson(path, json -> json.path("endedAt").isString());
        assertThat(over.path("delivered").asInt()).isEqualTo(8);
    }

    @Test
    void aReplayHoldsWhileItsEndpointIsPausedAndEndsWhenThatIsDeleted() throws Exception {
        String endpoint = api.endpoint("holder").text("id");
        replays.told("holder", endpoint, "evt_h1", HAPPENED, EXHAUSTED);
        Answer started = replays.start("{\"endpoint\":\"%s\",\"select\":{}}", endpoint);
        String path = "/v1/replays/" + started.text("id");
        api.send("PATCH", "/v1/endpoints/" + endpoint, "{\"state\":\"paused\"}");

        JsonNode held = api.get(path).json();
        int sentWhileHeld = staysFor(SOME_TURNS, () -> replays.bulk(endpoint, 0).size());
        api.send("DELETE", "/v1/endpoints/" + endpoint, "");
        JsonNode ended = replays.awaitState(path, "cancelled");

        assertThat(held.path("state").asString("")).isEqualTo("held");
        assertThat(held.path("because").asString("")).contains("is paused");
        assertThat(sentWhileHeld).isZero();
        assertThat(ended.path("because").asString("")).contains("was deleted");
    }

    @Test
    void aPayloadThatTheTopicNoLongerHoldsIsSkippedAndCounted() throws Exception {
        String endpoint = api.endpoint("lost").text("id");
        Delivery gone =
                delivery(
                        "lost",
                        endpoint,
                        "evt_lost",
                        HAPPENED,
                        new SourceEvent.Origin(0, 1_000_000));
        api.lane.decide(gone, EXHAUSTED);
        replays.awaitKnown(gone);
        Delivery kept =
                replays.told("lost", endpoint, "evt_kept", HAPPENED.plusSeconds(1), EXHAUSTED);

        Answer started = replays.start("{\"endpoint\":\"%s\",\"select\":{}}", endpoint);

        List<Delivery> sent = replays.bulk(endpoint, 1);
        assertThat(sent).extracting(Delivery::id).containsExactly(kept.id());
        api.lane.decide(sent.getFirst(), new DeliveryStatus.Delivered());
        JsonNode done = replays.awaitState("/v1/replays/" + started.text("id"), "done");
        assertThat(done.path("skipped").path("payload_gone").asInt()).isEqualTo(1);
    }

    @Test
    void oneThatAnotherInstanceLeftIsGoneOnWithFromWhereItCame() throws Exception {
        String endpoint = api.endpoint("heir").text("id");
        List<Delivery> dead = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            dead.add(
                    replays.told(
                            "heir", endpoint, "evt_heir" + i, HAPPENED.plusSeconds(i), EXHAUSTED));
        }
        Replay replay =
                new Replay(
                        new ReplayId("rpl_0000000000000042"),
                        new AccountId("heir"),
                        new EndpointId(endpoint),
                        new ReplaySelection(
                                ReplaySelection.What.InStatus.named(Set.of("dead")),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Instant.now(),
                        4,
                        false,
                        50,
                        Replay.Wish.RUN);
        write(
                ReplayCodec.progressKey(replay.id()),
                ReplayCodec.write(
                        new ReplayProgress(
                                replay.id(),
                                replay.account(),
                                replay.startedAt(),
                                "one that is gone",
                                new ReplayCursor.After(dead.get(1).id()),
                                List.of(new ReplayProgress.Open(dead.get(1).id(), 1)),
                                new ReplayCounts(2, 1, 0, 0, Map.of()),
                                Optional.empty())));
        write(ReplayCodec.key(replay.id()), ReplayCodec.write(replay));

        List<Delivery> sent = replays.bulk(endpoint, 2);

        assertThat(sent)
                .extracting(Delivery::id)
                .containsExactly(dead.get(2).id(), dead.get(3).id());
        replays.awaitJson("/v1/replays/" + replay.id(), json -> json.path("open").asInt() == 3);
        assertThat(replays.bulk(endpoint, 2)).hasSize(2);
        api.post("/v1/replays/" + replay.id() + "/cancel", "");
    }

    /** The value after a while in which it did not change. */
    private static int staysFor(Duration time, Callable<Integer> value) {
        AtomicInteger last = new AtomicInteger(-1);
        Awaitility.await()
                .atMost(WITHIN)
                .pollInterval(time)
                .until(() -> {
                    int now = value.call();
                    return last.getAndSet(now) == now;
                });
        return last.get();
    }

    private void write(byte[] key, byte[] value) throws Exception {
        api.written.put(new ProducerRecord<>(api.topics.replays(), key, value));
    }
}

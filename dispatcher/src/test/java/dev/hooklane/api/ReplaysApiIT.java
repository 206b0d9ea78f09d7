package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import dev.hooklane.replay.Replay;
import dev.hooklane.replay.ReplayCodec;
import dev.hooklane.replay.ReplayCounts;
import dev.hooklane.replay.ReplayCursor;
import dev.hooklane.replay.ReplayId;
import dev.hooklane.replay.ReplayProgress;
import dev.hooklane.replay.ReplaySelection;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Replays are counted, started, watched, paused and cancelled; the lane is played here. */
@ExtendWith(SharedApi.class)
class ReplaysApiIT {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final Duration SOME_TURNS = Duration.ofSeconds(2);
    private static final Instant HAPPENED = Instant.parse("2024-01-15T10:30:00Z");
    private static final DeliveryStatus EXHAUSTED =
            new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED);

    private final ApiFixture api;

    ReplaysApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void aCountTellsWhatWouldBeReplayedAndDoesNothing() throws Exception {
        String endpoint = api.endpoint("counter").text("id");
        Delivery one = told("counter", endpoint, "evt_count1", HAPPENED, EXHAUSTED);
        Delivery two = told("counter", endpoint, "evt_count2", HAPPENED.plusSeconds(1), EXHAUSTED);
        told(
                "counter",
                endpoint,
                "evt_count3",
                HAPPENED.plusSeconds(2),
                new DeliveryStatus.Delivered());

        Answer all = start("{\"endpoint\":\"%s\",\"select\":{},\"dryRun\":true}", endpoint);
        Answer later =
                start(
                        "{\"endpoint\":\"%s\",\"select\":{\"from\":\"2024-01-15T10:30:01Z\"},\"dryRun\":true}",
                        endpoint);
        Answer earlier =
                start(
                        "{\"endpoint\":\"%s\",\"select\":{\"until\":\"2024-01-15T10:30:01Z\"},\"dryRun\":true}",
                        endpoint);
        Answer both =
                start(
                        "{\"endpoint\":\"%s\",\"select\":{\"status\":[\"dead\",\"delivered\"],\"types\":[\"message.*\"]},\"dryRun\":true}",
                        endpoint);
        Answer none =
                start(
                        "{\"endpoint\":\"%s\",\"select\":{\"types\":[\"message.deleted\"]},\"dryRun\":true}",
                        endpoint);

        assertThat(all.status()).isEqualTo(200);
        assertThat(all.json().path("matched").asInt()).isEqualTo(2);
        assertThat(all.json().path("more").asBoolean()).isFalse();
        assertThat(all.json().path("sample").valueStream().map(JsonNode::asString))
                .containsExactly(one.id().value(), two.id().value());
        assertThat(later.json().path("sample").valueStream().map(JsonNode::asString))
                .containsExactly(two.id().value());
        assertThat(earlier.json().path("sample").valueStream().map(JsonNode::asString))
                .containsExactly(one.id().value());
        assertThat(both.json().path("matched").asInt()).isEqualTo(3);
        assertThat(none.json().path("matched").asInt()).isZero();
        assertThat(api.get("/v1/replays?account=counter").json().path("replays")).isEmpty();
        assertThat(api.get("/v1/audit?account=counter").json().path("entries").valueStream())
                .noneMatch(entry -> entry.path("path").asString("").equals("/v1/replays"));
    }

    @Test
    void deadLettersAreSentOnceMoreEachAndTheirOutcomesTold() throws Exception {
        String endpoint = api.endpoint("replayer").text("id");
        List<Delivery> dead = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            dead.add(told("replayer", endpoint, "evt_r" + i, HAPPENED.plusSeconds(i), EXHAUSTED));
        }

        Answer started =
                start("{\"endpoint\":\"%s\",\"select\":{\"status\":[\"dead\"]}}", endpoint);

        assertThat(started.status()).isEqualTo(202);
        String path = started.response().headers().firstValue("location").orElseThrow();
        assertThat(path).isEqualTo("/v1/replays/" + started.text("id"));
        assertThat(started.text("state")).isEqualTo("running");
        assertThat(started.json().path("matched").asInt()).isEqualTo(3);
        assertThat(started.json().path("ratePerSecond").asInt()).isEqualTo(50);
        List<Delivery> sent = bulk(endpoint, 3);
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
        awaitJson(path, json -> json.path("open").asInt() == 3);
        api.decide(sent.get(0), new DeliveryStatus.Delivered());
        api.decide(sent.get(1), EXHAUSTED);
        api.decide(sent.get(2), new DeliveryStatus.Delivered());
        JsonNode done = awaitState(path, "done");
        assertThat(done.path("sent").asInt()).isEqualTo(3);
        assertThat(done.path("open").asInt()).isZero();
        assertThat(done.path("delivered").asInt()).isEqualTo(2);
        assertThat(done.path("dead").asInt()).isEqualTo(1);
        assertThat(done.path("endedAt").asString("")).isNotEmpty();
        assertThat(bulk(endpoint, 3)).hasSize(3);
        assertThat(api.get("/v1/audit?account=replayer").json().path("entries").valueStream())
                .anyMatch(entry ->
                        entry.path("path").asString("").equals("/v1/replays")
                                && entry.path("target").asString("").equals(started.text("id")));
    }

    @Test
    void onlyWhatWasMissedWhilePausedOrDisabledIsReplayed() throws Exception {
        String endpoint = api.endpoint("misser").text("id");
        Delivery paused =
                told(
                        "misser",
                        endpoint,
                        "evt_m1",
                        HAPPENED,
                        new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED));
        Delivery disabled =
                told(
                        "misser",
                        endpoint,
                        "evt_m2",
                        HAPPENED.plusSeconds(1),
                        new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_DISABLED));
        told("misser", endpoint, "evt_m3", HAPPENED.plusSeconds(2), EXHAUSTED);

        Answer started = start("{\"endpoint\":\"%s\",\"select\":{\"missed\":true}}", endpoint);

        assertThat(started.json().path("matched").asInt()).isEqualTo(2);
        assertThat(bulk(endpoint, 2))
                .extracting(Delivery::id)
                .containsExactly(paused.id(), disabled.id());
        api.post("/v1/replays/" + started.text("id") + "/cancel", "");
    }

    @Test
    void pastEventsBecomeFirstDeliveriesOfANewEndpoint() throws Exception {
        String earlier = api.endpoint("past").text("id");
        Answer one = publish("past", "evt_past1", "message.created", HAPPENED);
        publish("past", "evt_past2", "bot.updated", HAPPENED);
        publish("past", "evt_past3", "message.updated", HAPPENED.plusSeconds(5));
        publish("present", "evt_past4", "message.created", HAPPENED);
        String endpoint = api.endpoint("past").text("id");
        DeliveryId first = id("evt_past1", HAPPENED, endpoint);
        DeliveryId second = id("evt_past3", HAPPENED.plusSeconds(5), endpoint);

        Answer counted =
                start(
                        "{\"endpoint\":\"%s\",\"select\":{\"events\":true},\"dryRun\":true}",
                        endpoint);
        Answer started = start("{\"endpoint\":\"%s\",\"select\":{\"events\":true}}", endpoint);
        List<Delivery> sent = bulk(endpoint, 2);
        publish("past", "evt_past5", "message.created", HAPPENED);

        assertThat(counted.json().path("sample").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder(first.value(), second.value());
        assertThat(sent).extracting(Delivery::id).containsExactlyInAnyOrder(first, second);
        assertThat(sent)
                .allSatisfy(each -> {
                    assertThat(each.trigger()).isEqualTo(Trigger.REPLAY);
                    assertThat(each.round()).isZero();
                    assertThat(each.attempt()).isEqualTo(1);
                });
        Delivery of1 =
                sent.stream().filter(each -> each.id().equals(first)).findFirst().orElseThrow();
        assertThat(of1.event().origin())
                .isEqualTo(
                        new SourceEvent.Origin(
                                one.json().path("partition").asInt(),
                                one.json().path("offset").asLong()));
        sent.forEach(each -> api.decide(each, new DeliveryStatus.Delivered()));
        JsonNode done = awaitState("/v1/replays/" + started.text("id"), "done");
        assertThat(done.path("delivered").asInt()).isEqualTo(2);
        assertThat(bulk(endpoint, 2)).hasSize(2);
        // Again: both are known now, and the later one met the endpoint as it is.
        Answer again = start("{\"endpoint\":\"%s\",\"select\":{\"events\":true}}", endpoint);
        JsonNode doneAgain = awaitState("/v1/replays/" + again.text("id"), "done");
        assertThat(doneAgain.path("sent").asInt()).isZero();
        assertThat(doneAgain.path("skipped").path("had_delivery").asInt()).isEqualTo(2);
        assertThat(bulk(earlier, 0)).isEmpty();
    }

    @Test
    void aReplayIsPausedGoneOnWithMadeFasterAndCancelled() throws Exception {
        String endpoint = api.endpoint("steerer").text("id");
        for (int i = 0; i < 8; i++) {
            told("steerer", endpoint, "evt_s" + i, HAPPENED.plusSeconds(i), EXHAUSTED);
        }
        Answer started = start("{\"endpoint\":\"%s\",\"select\":{},\"ratePerSecond\":1}", endpoint);
        String path = "/v1/replays/" + started.text("id");
        bulk(endpoint, 1);

        Answer paused = api.post(path + "/pause", "");
        Answer pausedAgain = api.post(path + "/pause", "");
        Answer faster = api.send("PATCH", path, "{\"ratePerSecond\":1000}");
        int sentWhilePaused = staysFor(SOME_TURNS, () -> bulk(endpoint, 0).size());
        Answer resumed = api.post(path + "/resume", "");
        List<Delivery> sent = bulk(endpoint, 8);
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
        sent.forEach(each -> api.decide(each, new DeliveryStatus.Delivered()));
        JsonNode over = awaitJson(path, json -> json.path("endedAt").isString());
        assertThat(over.path("delivered").asInt()).isEqualTo(8);
    }

    @Test
    void aReplayHoldsWhileItsEndpointIsPausedAndEndsWhenThatIsDeleted() throws Exception {
        String endpoint = api.endpoint("holder").text("id");
        told("holder", endpoint, "evt_h1", HAPPENED, EXHAUSTED);
        Answer started = start("{\"endpoint\":\"%s\",\"select\":{}}", endpoint);
        String path = "/v1/replays/" + started.text("id");
        api.send("PATCH", "/v1/endpoints/" + endpoint, "{\"state\":\"paused\"}");

        JsonNode held = api.get(path).json();
        int sentWhileHeld = staysFor(SOME_TURNS, () -> bulk(endpoint, 0).size());
        api.send("DELETE", "/v1/endpoints/" + endpoint, "");
        JsonNode ended = awaitState(path, "cancelled");

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
        api.decide(gone, EXHAUSTED);
        awaitKnown(gone);
        Delivery kept = told("lost", endpoint, "evt_kept", HAPPENED.plusSeconds(1), EXHAUSTED);

        Answer started = start("{\"endpoint\":\"%s\",\"select\":{}}", endpoint);

        List<Delivery> sent = bulk(endpoint, 1);
        assertThat(sent).extracting(Delivery::id).containsExactly(kept.id());
        api.decide(sent.getFirst(), new DeliveryStatus.Delivered());
        JsonNode done = awaitState("/v1/replays/" + started.text("id"), "done");
        assertThat(done.path("skipped").path("payload_gone").asInt()).isEqualTo(1);
    }

    @Test
    void oneThatAnotherInstanceLeftIsGoneOnWithFromWhereItCame() throws Exception {
        String endpoint = api.endpoint("heir").text("id");
        List<Delivery> dead = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            dead.add(told("heir", endpoint, "evt_heir" + i, HAPPENED.plusSeconds(i), EXHAUSTED));
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

        List<Delivery> sent = bulk(endpoint, 2);

        assertThat(sent)
                .extracting(Delivery::id)
                .containsExactly(dead.get(2).id(), dead.get(3).id());
        awaitJson("/v1/replays/" + replay.id(), json -> json.path("open").asInt() == 3);
        assertThat(bulk(endpoint, 2)).hasSize(2);
        api.post("/v1/replays/" + replay.id() + "/cancel", "");
    }

    @Test
    void replaysAreListedNewestFirstByAccountEndpointAndState() throws Exception {
        String one = api.endpoint("replay-lister").text("id");
        String two = api.endpoint("replay-lister").text("id");
        String first = start("{\"endpoint\":\"%s\",\"select\":{}}", one).text("id");
        awaitState("/v1/replays/" + first, "done");
        String second = start("{\"endpoint\":\"%s\",\"select\":{}}", two).text("id");
        api.post("/v1/replays/" + second + "/pause", "");

        assertThat(listed("?account=replay-lister")).containsExactly(second, first);
        assertThat(listed("?account=replay-lister&state=done")).containsExactly(first);
        assertThat(listed("?endpoint=" + two)).containsExactly(second);
        Answer page = api.get("/v1/replays?account=replay-lister&limit=1");
        assertThat(listed("?account=replay-lister&limit=1&cursor=" + page.text("next")))
                .containsExactly(first);
        api.post("/v1/replays/" + second + "/cancel", "");
    }

    @Test
    void anAccountHasAtMostSoManyUnfinishedReplays() throws Exception {
        String endpoint = api.endpoint("greedy").text("id");
        List<String> started = new ArrayList<>();
        for (int i = 0; i < ReplayRoutes.UNFINISHED_MAX; i++) {
            String id = start("{\"endpoint\":\"%s\",\"select\":{}}", endpoint).text("id");
            api.post("/v1/replays/" + id + "/pause", "");
            started.add(id);
        }

        Answer refused = start("{\"endpoint\":\"%s\",\"select\":{}}", endpoint);
        for (String id : started) {
            api.post("/v1/replays/" + id + "/cancel", "");
        }

        assertProblem(refused, 409, null, "has 10 unfinished replays, the limit is 10");
        assertThat(start("{\"endpoint\":\"%s\",\"select\":{}}", endpoint).status()).isEqualTo(202);
    }

    @Test
    void whatBelongsToAnotherAccountIsNotFound() throws Exception {
        String endpoint = api.endpoint("owner").text("id");
        String replay = start("{\"endpoint\":\"%s\",\"select\":{}}", endpoint).text("id");
        String key =
                api.post(
                                "/v1/keys",
                                "{\"name\":\"k\",\"role\":\"account\",\"account\":\"stranger\"}")
                        .text("key");

        assertThat(as(key, "GET", "/v1/replays/" + replay, "").status()).isEqualTo(404);
        assertThat(as(key, "POST", "/v1/replays/" + replay + "/cancel", "").status())
                .isEqualTo(404);
        assertThat(as(key, "PATCH", "/v1/replays/" + replay, "{\"ratePerSecond\":5}").status())
                .isEqualTo(404);
        assertThat(
                        as(
                                        key,
                                        "POST",
                                        "/v1/replays",
                                        "{\"endpoint\":\"%s\",\"select\":{}}".formatted(endpoint))
                                .status())
                .isEqualTo(404);
        assertThat(as(key, "GET", "/v1/replays", "").json().path("replays")).isEmpty();
        assertThat(as(key, "GET", "/v1/replays?account=owner", "").status()).isEqualTo(404);
    }

    @Test
    void aPausedEndpointIsCountedButNotReplayedTo() throws Exception {
        String endpoint = api.endpoint("asleep").text("id");
        told(
                "asleep",
                endpoint,
                "evt_asleep",
                HAPPENED,
                new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED));
        api.send("PATCH", "/v1/endpoints/" + endpoint, "{\"state\":\"paused\"}");

        Answer counted =
                start(
                        "{\"endpoint\":\"%s\",\"select\":{\"missed\":true},\"dryRun\":true}",
                        endpoint);
        Answer refused = start("{\"endpoint\":\"%s\",\"select\":{\"missed\":true}}", endpoint);

        assertThat(counted.json().path("matched").asInt()).isEqualTo(1);
        assertProblem(refused, 409, null, "is paused, so nothing would be sent to it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|422|endpoint|endpoint is missing",
                "{'endpoint':'ep_1','select':{}}|422|endpoint|ep_1",
                "{'endpoint':'ep_zzzzzzzzzzzzzzzz','select':{}}|404||there is no endpoint",
                "{'endpoint':'EP'}|422|select|select is missing",
                "{'endpoint':'EP','select':7}|422|select|is 7, not an object",
                "{'endpoint':'EP','select':{'state':'dead'}}|422|select.state|is unknown here",
                "{'endpoint':'EP','select':{'status':'dead'}}|422|select.status|not an array of strings",
                "{'endpoint':'EP','select':{'status':['waiting']}}|422|select.status|is not some of dead, delivered",
                "{'endpoint':'EP','select':{'status':[]}}|422|select.status|is not some of",
                "{'endpoint':'EP','select':{'missed':'yes'}}|422|select.missed|not true or false",
                "{'endpoint':'EP','select':{'missed':true,'events':true}}|422|select|more than one of",
                "{'endpoint':'EP','select':{'missed':true,'status':['dead']}}|422|select|more than one of",
                "{'endpoint':'EP','select':{'types':[]}}|422|select.types|is empty",
                "{'endpoint':'EP','select':{'types':['mesage.created']}}|422|select.types|did you mean 'message.created'",
                "{'endpoint':'EP','select':{'from':'yesterday'}}|422|select.from|is not a time such as",
                "{'endpoint':'EP','select':{'until':'+999999999-01-01T00:00:00Z'}}|422|select.until|is not within the years 0 to 9999",
                "{'endpoint':'EP','select':{'from':'2024-01-02T00:00:00Z','until':'2024-01-01T00:00:00Z'}}|422|select.until|is not before",
                "{'endpoint':'EP','select':{},'ratePerSecond':0}|422|ratePerSecond|1 to 1000 are allowed",
                "{'endpoint':'EP','select':{},'ratePerSecond':1001}|422|ratePerSecond|1 to 1000 are allowed",
                "{'endpoint':'EP','select':{},'ratePerSecond':2.5}|422|ratePerSecond|not a whole number",
                "{'endpoint':'EP','select':{},'dryRun':'no'}|422|dryRun|not true or false",
                "{'endpoint':'EP','select':{},'speed':1}|422|speed|is unknown here",
                "[]|400||not a JSON object",
                "''|400||has no body"
            },
            quoteCharacter = '`')
    void whatCantBeReplayedIsRefused(String body, int status, String field, String detail)
            throws Exception {
        String endpoint = api.endpoint("unplayable").text("id");

        Answer answer =
                api.post(
                        "/v1/replays",
                        body.equals("''") ? "" : body.replace('\'', '"').replace("EP", endpoint));

        assertProblem(answer, status, field, detail);
    }

    @Test
    void unknownReplaysBadIdsAndBadParametersAreRefused() throws Exception {
        String unknown = "/v1/replays/rpl_zzzzzzzzzzzzzzzz";

        assertProblem(api.get(unknown), 404, null, "there is no replay");
        assertProblem(api.post(unknown + "/pause", ""), 404, null, "there is no replay");
        assertProblem(
                api.send("PATCH", unknown, "{\"ratePerSecond\":5}"),
                404,
                null,
                "there is no replay");
        assertThat(api.get("/v1/replays/rpl_1").status()).isEqualTo(400);
        assertProblem(api.get("/v1/replays?state=busy"), 400, "state", "is not one of running");
        assertThat(api.get("/v1/replays?status=done").status()).isEqualTo(400);
    }

    private Answer start(String body, String endpoint) throws IOException, InterruptedException {
        return api.post("/v1/replays", body.formatted(endpoint));
    }

    private Answer as(String key, String method, String path, String body)
            throws IOException, InterruptedException {
        return api.send(
                api.anonymous(path)
                        .header("Authorization", "Bearer " + key)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private List<String> listed(String query) throws IOException, InterruptedException {
        return api.get("/v1/replays" + query)
                .json()
                .path("replays")
                .valueStream()
                .map(replay -> replay.path("id").asString(""))
                .toList();
    }

    private JsonNode awaitState(String path, String state) {
        return awaitJson(path, json -> json.path("state").asString("").equals(state));
    }

    private JsonNode awaitJson(String path, Predicate<JsonNode> condition) {
        return Awaitility.await().atMost(WITHIN).until(() -> api.get(path).json(), condition);
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

    /** What was sent to the endpoint, once there are so many. */
    private List<Delivery> bulk(String endpoint, int count) {
        return Awaitility.await()
                .atMost(WITHIN)
                .until(
                        () ->
                                api.records(api.topics.bulkDeliveries(), count).stream()
                                        .map(record ->
                                                DeliveryRecords.read(
                                                        record.key(),
                                                        record.value(),
                                                        record.headers()))
                                        .filter(each -> each.endpoint().value().equals(endpoint))
                                        .toList(),
                        found -> found.size() >= count);
    }

    private void write(byte[] key, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", api.broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            var _ =
                    producer.send(new ProducerRecord<>(api.topics.replays(), key, value))
                            .get(10, TimeUnit.SECONDS);
        }
    }

    /** Publishes an event, and has its delivery known like that. */
    private Delivery told(
            String account, String endpoint, String event, Instant happened, DeliveryStatus status)
            throws IOException, InterruptedException {
        Answer published = publish(account, event, "message.created", happened);
        Delivery delivery =
                delivery(
                        account,
                        endpoint,
                        event,
                        happened,
                        new SourceEvent.Origin(
                                published.json().path("partition").asInt(),
                                published.json().path("offset").asLong()));
        api.decide(delivery, status);
        awaitKnown(delivery);
        return delivery;
    }

    private void awaitKnown(Delivery delivery) {
        Awaitility.await()
                .atMost(WITHIN)
                .until(() -> api.get("/v1/deliveries/" + delivery.id()).status() == 200);
    }

    private Answer publish(String account, String event, String type, Instant happened)
            throws IOException, InterruptedException {
        return api.post(
                "/v1/events",
                """
                {"account":"%s","id":"%s","type":"%s","timestamp":"%s","data":{"n":"%s"}}\
                """
                        .formatted(account, event, type, happened, event));
    }

    private static DeliveryId id(String event, Instant happened, String endpoint) {
        return DeliveryId.of(new EventId(event), happened).to(new EndpointId(endpoint));
    }

    private static Delivery delivery(
            String account,
            String endpoint,
            String event,
            Instant happened,
            SourceEvent.Origin origin) {
        return Delivery.first(
                id(event, happened, endpoint),
                new EndpointId(endpoint),
                new SourceEvent(
                        new EventId(event),
                        new EventType("message.created"),
                        new AccountId(account),
                        happened,
                        origin,
                        Optional.empty(),
                        Optional.empty()),
                Trigger.EVENT,
                Payload.of("{}".getBytes(UTF_8)));
    }
}

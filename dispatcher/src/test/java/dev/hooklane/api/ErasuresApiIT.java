package dev.hooklane.api;

import static dev.hooklane.api.ErasedData.HAPPENED;
import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.erasure.ErasedPlace;
import dev.hooklane.erasure.Erasure;
import dev.hooklane.erasure.ErasureCodec;
import dev.hooklane.erasure.ErasureId;
import dev.hooklane.event.AccountId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Accounts and events are erased from everywhere, and it is told when the last copy is gone. */
class ErasuresApiIT {
    @TempDir private static Path directory;
    private static ApiFixture api;
    private static ErasedData data;

    @BeforeAll
    static void start() throws Exception {
        api = new ApiFixture(directory);
        data = new ErasedData(api);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void allOfAnAccountIsErasedAndOfAnotherNothing() throws Exception {
        String endpoint = api.endpoint("leaving").text("id");
        String key = data.key("leaving");
        Delivery waiting =
                data.told("leaving", endpoint, "evt_w", new DeliveryStatus.Waiting(HAPPENED));
        Delivery dead =
                data.told(
                        "leaving",
                        endpoint,
                        "evt_d",
                        new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
        String replay = data.replay(endpoint);
        String otherEndpoint = api.endpoint("staying").text("id");
        String otherReplay = data.replay(otherEndpoint);
        String otherKey = data.key("staying");
        Delivery other =
                data.told("staying", otherEndpoint, "evt_o", new DeliveryStatus.Delivered());

        Answer started = api.post("/v1/erasures", "{\"account\":\"leaving\"}");

        assertThat(started.status()).isEqualTo(202);
        String path = started.response().headers().firstValue("location").orElseThrow();
        assertThat(path).isEqualTo("/v1/erasures/" + started.text("id"));
        assertThat(api.get("/v1/deliveries/" + waiting.id()).status()).isEqualTo(404);
        assertThat(api.get("/v1/deliveries/" + dead.id()).status()).isEqualTo(404);
        assertThat(api.post("/v1/deliveries/" + dead.id() + "/retry", "").status()).isEqualTo(404);
        assertThat(api.get("/v1/events/evt_d").status()).isEqualTo(404);
        assertThat(api.get("/v1/deliveries?account=leaving&status=dead").json().path("deliveries"))
                .isEmpty();
        assertThat(api.post("/v1/erasures", "{\"account\":\"leaving\"}").text("id"))
                .isEqualTo(started.text("id"));
        JsonNode done = data.awaitDone(path);
        assertThat(api.get("/v1/endpoints/" + endpoint).status()).isEqualTo(404);
        assertThat(api.get("/v1/keys/" + key).status()).isEqualTo(404);
        data.assertRemoved(api.topics.endpoints(), "leaving/" + endpoint);
        data.assertRemoved(api.topics.access(), key);
        assertThat(api.get("/v1/replays/" + replay).status()).isEqualTo(404);
        data.assertRemoved(api.topics.replays(), replay);
        data.assertRemoved(api.topics.replays(), replay + "/progress");
        assertThat(api.get("/v1/replays/" + otherReplay).status()).isEqualTo(200);
        data.assertRemoved(api.topics.history(), endpoint + "/" + waiting.id());
        data.assertRemoved(api.topics.history(), endpoint + "/" + dead.id());
        assertThat(place(done, api.topics.history()).path("removed").asInt()).isEqualTo(2);
        assertThat(api.get("/v1/endpoints/" + otherEndpoint).status()).isEqualTo(200);
        assertThat(api.get("/v1/keys/" + otherKey).status()).isEqualTo(200);
        assertThat(api.get("/v1/deliveries/" + other.id()).status()).isEqualTo(200);
        assertThat(api.get("/v1/events/evt_o").status()).isEqualTo(200);
        assertThat(api.get("/v1/audit?account=leaving").json().path("entries").valueStream())
                .anyMatch(entry -> entry.path("path").asString("").equals("/v1/erasures"));
    }

    @Test
    void anEventsPayloadAndDeliveriesAreErasedAndTheAccountStays() throws Exception {
        String endpoint = api.endpoint("regretting").text("id");
        String key = data.key("regretting");
        Delivery gone =
                data.told("regretting", endpoint, "evt_regret", new DeliveryStatus.Delivered());
        Delivery kept =
                data.told("regretting", endpoint, "evt_keep", new DeliveryStatus.Delivered());

        Answer started =
                api.post("/v1/erasures", "{\"account\":\"regretting\",\"event\":\"evt_regret\"}");

        assertThat(started.status()).isEqualTo(202);
        assertThat(api.get("/v1/events/evt_regret").status()).isEqualTo(404);
        // What an attempt that was in flight is told of afterwards.
        api.lane.decide(gone, new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
        data.awaitDone("/v1/erasures/" + started.text("id"));
        assertThat(api.get("/v1/deliveries/" + gone.id()).status()).isEqualTo(404);
        data.assertRemoved(api.topics.history(), endpoint + "/" + gone.id());
        assertThat(api.get("/v1/events/evt_keep").status()).isEqualTo(200);
        assertThat(api.get("/v1/deliveries/" + kept.id()).status()).isEqualTo(200);
        assertThat(api.get("/v1/endpoints/" + endpoint).status()).isEqualTo(200);
        assertThat(api.get("/v1/keys/" + key).status()).isEqualTo(200);
        assertThat(
                        api.post(
                                        "/v1/erasures",
                                        "{\"account\":\"regretting\",\"event\":\"evt_regret\"}")
                                .text("id"))
                .isEqualTo(started.text("id"));
    }

    @Test
    void theDatesAreThoseOfTheTopicsRealSettings() throws Exception {
        data.set(
                api.topics.deadLetters(),
                Map.of("retention.ms", "3600000", "segment.ms", "600000"));
        data.set(api.topics.rejected(), Map.of("retention.ms", "-1"));

        Answer started = api.post("/v1/erasures", "{\"account\":\"dated\"}");

        JsonNode done = data.awaitDone("/v1/erasures/" + started.text("id"));
        Instant last = Instant.parse(done.path("erasedAt").asString("")).plus(Duration.ofHours(1));
        Duration check =
                data.setting(
                        new ConfigResource(ConfigResource.Type.BROKER, "1"),
                        "log.retention.check.interval.ms");
        Duration files = Duration.ofMinutes(1);
        assertThat(goneBy(done, api.topics.deadLetters()))
                .isEqualTo(
                        last.plus(Duration.ofHours(1))
                                .plus(Duration.ofMinutes(10))
                                .plus(check)
                                .plus(files)
                                .toString());
        assertThat(goneBy(done, api.topics.events()))
                .isEqualTo(last.plus(Duration.ofDays(38 + 1)).plus(check).plus(files).toString());
        assertThat(goneBy(done, api.topics.endpoints()))
                .isEqualTo(
                        last.plus(Duration.ofDays(2))
                                .plus(Duration.ofHours(1))
                                .plus(files)
                                .toString());
        assertThat(goneBy(done, api.topics.rejected())).isEmpty();
        assertThat(done.path("places").valueStream())
                .extracting(place -> place.path("place").asString(""))
                .contains(
                        api.topics.deliveries(),
                        api.topics.bulkDeliveries(),
                        "hooklane.retry.8h",
                        "hooklane.parked.10m",
                        "state-dir")
                .doesNotContain(api.topics.audit());
    }

    @Test
    void anErasureThatWasLeftHalfDoneIsGoneOnWith() throws Exception {
        String endpoint = api.endpoint("halfway").text("id");
        ErasureId id = new ErasureId("ers_0000000000000001");
        Erasure half =
                new Erasure(
                        id,
                        new AccountId("halfway"),
                        Optional.empty(),
                        Instant.now(),
                        "it",
                        Optional.empty(),
                        List.of(
                                ErasedPlace.finished(api.topics.history(), 42, Optional.empty()),
                                ErasedPlace.untouched(api.topics.endpoints())
                                        .failed("Kafka was away"),
                                ErasedPlace.untouched(api.topics.events())));
        api.written.put(
                new ProducerRecord<>(
                        api.topics.erasures(), ErasureCodec.key(id), ErasureCodec.write(half)));

        JsonNode done = data.awaitDone("/v1/erasures/" + id);

        assertThat(api.get("/v1/endpoints/" + endpoint).status()).isEqualTo(404);
        assertThat(place(done, api.topics.history()).path("removed").asInt()).isEqualTo(42);
        assertThat(place(done, api.topics.endpoints()).has("problem")).isFalse();
        assertThat(goneBy(done, api.topics.events())).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|422|account|account is missing",
                "{\"account\":7}|422|account|account is a number",
                "{\"account\":\"a b\"}|422|account|is not 1 to 128 characters",
                "{\"account\":\"a\",\"event\":\"a b\"}|422|event|is not 1 to 128 characters",
                "{\"account\":\"a\",\"event\":null}|422|event|is null",
                "{\"account\":\"a\",\"all\":true}|422|all|is unknown here",
                "[]|400||not a JSON object",
                "no|400||is not JSON"
            })
    void whatNamesNothingToEraseIsRefused(String body, int status, String field, String detail)
            throws Exception {
        assertProblem(api.post("/v1/erasures", body), status, field, detail);
    }

    @Test
    void anUnknownErasureIsNotFoundAndABadIdRefused() throws Exception {
        assertProblem(
                api.get("/v1/erasures/ers_zzzzzzzzzzzzzzzz"), 404, null, "there is no erasure");
        assertThat(api.get("/v1/erasures/ers_1").status()).isEqualTo(400);
        assertThat(api.get("/v1/erasures?state=done").status()).isEqualTo(400);
    }

    @Test
    void onlyOperatorsErase() throws Exception {
        String key =
                api.post("/v1/keys", "{\"name\":\"k\",\"role\":\"account\",\"account\":\"mine\"}")
                        .text("key");

        Answer answer = api.as(key, "/v1/erasures");

        assertThat(answer.status()).isEqualTo(403);
    }

    private static JsonNode place(JsonNode erasure, String name) {
        return erasure.path("places")
                .valueStream()
                .filter(place -> place.path("place").asString("").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String goneBy(JsonNode erasure, String name) {
        return place(erasure, name).path("goneBy").asString("");
    }
}

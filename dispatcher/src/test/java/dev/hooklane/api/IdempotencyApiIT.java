package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.access.Caller;
import dev.hooklane.access.KeyRole;
import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.api.ClaimRecord.Answered;
import dev.hooklane.api.ClaimRecord.Claimed;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A request that is sent again with its key is done once. */
@ExtendWith(SharedApi.class)
class IdempotencyApiIT {
    private final ApiFixture api;
    private final String key = UUID.randomUUID().toString();

    IdempotencyApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void aRepeatIsAnsweredAlikeAndMakesNoSecondEndpoint() throws Exception {
        Answer first = make("twice");

        Answer again = make("twice");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.response().headers().firstValue("idempotency-replayed")).isEmpty();
        assertThat(again.response().headers().firstValue("idempotency-replayed")).hasValue("true");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.response().body()).isEqualTo(first.response().body()).contains("whsec_");
        for (String header : List.of("location", "etag", "cache-control", "content-type")) {
            assertThat(again.response().headers().allValues(header))
                    .as(header)
                    .hasSize(1)
                    .isEqualTo(first.response().headers().allValues(header));
        }
        assertThat(endpoints("twice")).isEqualTo(1);
        assertThat(audited("twice")).isEqualTo(1);
    }

    @Test
    void ofManyAtOnceOnInstancesOneIsDone() throws Exception {
        try (SecondApi second = SecondApi.of(api);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> asked = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                HttpRequest.Builder request = request("/v1/endpoints");
                if (i % 2 == 1) {
                    request.uri(second.uri("/v1/endpoints"));
                }
                asked.add(clients.submit(() -> api.send(request.POST(endpoint("crowd")).build())));
            }
            for (Future<Answer> each : asked) {
                Answer answer = answer(each);
                if (answer.status() != 201) {
                    assertProblem(answer, 409, null, "still running");
                    assertThat(answer.response().headers().firstValue("retry-after")).hasValue("1");
                }
            }

            Answer after = make("crowd");

            assertThat(after.status()).isEqualTo(201);
            assertThat(endpoints("crowd")).isEqualTo(1);
            assertThat(audited("crowd")).isEqualTo(1);
        }
    }

    @Test
    void anInstanceThatIsStartedLaterAnswersAlike() throws Exception {
        Answer first = make("restarted");

        try (SecondApi second = SecondApi.of(api)) {
            Answer again =
                    api.send(
                            request("/v1/endpoints")
                                    .uri(second.uri("/v1/endpoints"))
                                    .POST(endpoint("restarted"))
                                    .build());

            assertThat(again.response().body()).isEqualTo(first.response().body());
            assertThat(again.status()).isEqualTo(201);
        }
        assertThat(endpoints("restarted")).isEqualTo(1);
    }

    @Test
    void theKeyOfAnotherRequestIsRefused() throws Exception {
        Answer first = make("one");

        assertProblem(make("two"), 422, "Idempotency-Key", "a different request");
        assertProblem(
                api.send(
                        request("/v1/endpoints/" + first.text("id"))
                                .method("DELETE", BodyPublishers.noBody())
                                .build()),
                422,
                "Idempotency-Key",
                "a different request");
        assertThat(endpoints("one")).isEqualTo(1);
        assertThat(endpoints("two")).isZero();
    }

    @Test
    void eachCallerHasKeysOfItsOwn() throws Exception {
        String other =
                api.post(
                                "/v1/keys",
                                "{\"name\":\"other\",\"role\":\"account\",\"account\":\"idem-shared\"}")
                        .text("key");
        Answer first = make("shared");

        Answer second =
                api.send(
                        api.anonymous("/v1/endpoints")
                                .header("Authorization", "Bearer " + other)
                                .header(IdempotencyKey.HEADER, key)
                                .POST(endpoint("shared"))
                                .build());

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text("id")).isNotEqualTo(first.text("id"));
    }

    @Test
    void aSecretIsRotatedOnceAndADeletionRepeatedIsNoRefusal() throws Exception {
        String path = "/v1/endpoints/" + api.endpoint("rotated-once").text("id");
        HttpRequest rotate = request(path + "/secret/rotate").POST(BodyPublishers.noBody()).build();
        HttpRequest delete =
                api.request(path).header(IdempotencyKey.HEADER, key + "-delete").DELETE().build();

        Answer first = api.send(rotate);
        Answer again = api.send(rotate);
        JsonNode secrets = api.get(path).json().path("secrets");
        Answer deleted = api.send(delete);
        Answer deletedAgain = api.send(delete);

        assertThat(again.text("secret")).isEqualTo(first.text("secret")).startsWith("whsec_");
        assertThat(secrets.size()).isEqualTo(2);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deletedAgain.status()).isEqualTo(204);
    }

    @Test
    void aRefusalIsRepeatedToo() throws Exception {
        HttpRequest wrong = request("/v1/endpoints").POST(BodyPublishers.ofString("{}")).build();

        Answer first = api.send(wrong);
        Answer again = api.send(wrong);

        assertThat(first.status()).isEqualTo(422);
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(again.response().headers().firstValue("idempotency-replayed")).hasValue("true");
    }

    @Test
    void whatADeadInstanceClaimedIsFreeAfterAMinute() throws Exception {
        claimed(key, Instant.now());
        assertProblem(make("orphan"), 422, "Idempotency-Key", "a different request");

        String other = UUID.randomUUID().toString();
        claimed(other, Instant.now().minus(Claims.RUNS_AT_MOST));
        Answer late =
                api.send(
                        api.request("/v1/endpoints")
                                .header(IdempotencyKey.HEADER, other)
                                .POST(endpoint("orphan"))
                                .build());

        assertThat(late.status()).isEqualTo(201);
        assertThat(endpoints("orphan")).isEqualTo(1);
    }

    @Test
    void whatWasAnsweredButCantBeReadAnyMoreIsNotDoneAgain() throws Exception {
        Answer first = make("unreadable");
        ConsumerRecord<byte[], byte[]> claim =
                api.records(api.topics.idempotency(), 2).stream()
                        .filter(record -> new String(record.key(), UTF_8).equals(recordKey(key)))
                        .findFirst()
                        .orElseThrow();
        String renamed = UUID.randomUUID().toString();
        Claimed claimed = (Claimed) ClaimRecord.read(claim.value());
        api.plane
                .parts()
                .callers()
                .claims()
                .write(
                        recordKey(renamed),
                        new Answered("of-it", claimed.request(), Instant.now(), "AAAA"));

        Answer again =
                api.send(
                        api.request("/v1/endpoints")
                                .header(IdempotencyKey.HEADER, renamed)
                                .POST(endpoint("unreadable"))
                                .build());

        assertThat(first.status()).isEqualTo(201);
        assertProblem(again, 409, null, "can no longer be read");
        assertThat(endpoints("unreadable")).isEqualTo(1);
    }

    private void claimed(String of, Instant at) {
        api.plane
                .parts()
                .callers()
                .claims()
                .write(recordKey(of), new Claimed("of-a-dead-one", "hash", at));
    }

    /** As of the fixture's operator. */
    private static String recordKey(String key) {
        return Idempotency.recordKey(
                new Caller("api.key", "operator", KeyRole.OPERATOR, Optional.empty()),
                new IdempotencyKey(key));
    }

    @Test
    void whatKafkaHoldsTellsNeitherSecretsNorKeys() throws Exception {
        Answer endpoint = make("sealed");
        Answer made =
                api.send(
                        api.request("/v1/keys")
                                .header(IdempotencyKey.HEADER, key + "-of-key")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"name\":\"sealed\",\"role\":\"operator\"}"))
                                .build());

        assertThat(made.text("key")).isNotEmpty();
        assertThat(api.records(api.topics.idempotency(), 4))
                .allSatisfy(record ->
                        assertThat(
                                        new String(record.key(), UTF_8)
                                                + new String(record.value(), UTF_8))
                                .doesNotContain(
                                        endpoint.text("secret"), "whsec_", made.text("key"), key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "x256"})
    void aKeyThatIsNotVisibleAsciiOfRightLengthIsRefused(String wrong) throws Exception {
        String sent = wrong.equals("x256") ? "x".repeat(256) : wrong;
        for (String path : List.of("/v1/endpoints", "/v1/events", "/v1/events/batch")) {
            Answer answer =
                    api.send(
                            api.request(path)
                                    .header(IdempotencyKey.HEADER, sent)
                                    .POST(BodyPublishers.ofString("{\"events\":[{}]}"))
                                    .build());

            assertProblem(answer, 400, "Idempotency-Key", "1 to 255 visible");
        }
    }

    private HttpRequest.Builder request(String path) {
        return api.request(path).header(IdempotencyKey.HEADER, key);
    }

    private Answer make(String account) throws IOException, InterruptedException {
        return api.send(request("/v1/endpoints").POST(endpoint(account)).build());
    }

    private static HttpRequest.BodyPublisher endpoint(String account) {
        return BodyPublishers.ofString(
                """
                {"account":"%s","url":"https://8.8.8.8/hook","eventTypes":["*"]}\
                """
                        .formatted(named(account)));
    }

    /** Other tests have accounts too. */
    private static String named(String account) {
        return "idem-" + account;
    }

    private int endpoints(String account) throws IOException, InterruptedException {
        return api.get("/v1/endpoints?account=" + named(account)).json().path("endpoints").size();
    }

    private int audited(String account) throws IOException, InterruptedException {
        return api.get("/v1/audit?account=" + named(account)).json().path("entries").size();
    }

    private static Answer answer(Future<Answer> asked) throws InterruptedException {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}

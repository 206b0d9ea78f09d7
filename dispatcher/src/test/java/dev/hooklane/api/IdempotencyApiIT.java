package dev.hooklane.api;

import static dev.hooklane.api.KeyedRequests.endpoint;
import static dev.hooklane.api.KeyedRequests.named;
import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A request that is sent again with its key is done once. */
@ExtendWith(SharedApi.class)
class IdempotencyApiIT {
    private final ApiFixture api;
    private final KeyedRequests requests;

    IdempotencyApiIT(ApiFixture api) {
        this.api = api;
        this.requests = new KeyedRequests(api);
    }

    @Test
    void aRepeatIsAnsweredAlikeAndMakesNoSecondEndpoint() throws Exception {
        Answer first = requests.make("twice");

        Answer again = requests.make("twice");

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
        assertThat(requests.endpoints("twice")).isEqualTo(1);
        assertThat(audited("twice")).isEqualTo(1);
    }

    @Test
    void ofManyAtOnceOnInstancesOneIsDone() throws Exception {
        try (SecondApi second = SecondApi.of(api);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> asked = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                HttpRequest.Builder request = requests.request("/v1/endpoints");
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

            Answer after = requests.make("crowd");

            assertThat(after.status()).isEqualTo(201);
            assertThat(requests.endpoints("crowd")).isEqualTo(1);
            assertThat(audited("crowd")).isEqualTo(1);
        }
    }

    @Test
    void anInstanceThatIsStartedLaterAnswersAlike() throws Exception {
        Answer first = requests.make("restarted");

        try (SecondApi second = SecondApi.of(api)) {
            Answer again =
                    api.send(
                            requests.request("/v1/endpoints")
                                    .uri(second.uri("/v1/endpoints"))
                                    .POST(endpoint("restarted"))
                                    .build());

            assertThat(again.response().body()).isEqualTo(first.response().body());
            assertThat(again.status()).isEqualTo(201);
        }
        assertThat(requests.endpoints("restarted")).isEqualTo(1);
    }

    @Test
    void theKeyOfAnotherRequestIsRefused() throws Exception {
        Answer first = requests.make("one");

        assertProblem(requests.make("two"), 422, "Idempotency-Key", "a different request");
        assertProblem(
                api.send(
                        requests.request("/v1/endpoints/" + first.text("id"))
                                .method("DELETE", BodyPublishers.noBody())
                                .build()),
                422,
                "Idempotency-Key",
                "a different request");
        assertThat(requests.endpoints("one")).isEqualTo(1);
        assertThat(requests.endpoints("two")).isZero();
    }

    @Test
    void eachCallerHasKeysOfItsOwn() throws Exception {
        String other =
                api.post(
                                "/v1/keys",
                                "{\"name\":\"other\",\"role\":\"account\",\"account\":\"idem-shared\"}")
                        .text("key");
        Answer first = requests.make("shared");

        Answer second =
                api.send(
                        api.anonymous("/v1/endpoints")
                                .header("Authorization", "Bearer " + other)
                                .header(IdempotencyKey.HEADER, requests.key)
                                .POST(endpoint("shared"))
                                .build());

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text("id")).isNotEqualTo(first.text("id"));
    }

    @Test
    void aSecretIsRotatedOnceAndADeletionRepeatedIsNoRefusal() throws Exception {
        String path = "/v1/endpoints/" + api.endpoint("rotated-once").text("id");
        HttpRequest rotate =
                requests.request(path + "/secret/rotate").POST(BodyPublishers.noBody()).build();
        HttpRequest delete =
                api.request(path)
                        .header(IdempotencyKey.HEADER, requests.key + "-delete")
                        .DELETE()
                        .build();

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
        HttpRequest wrong =
                requests.request("/v1/endpoints").POST(BodyPublishers.ofString("{}")).build();

        Answer first = api.send(wrong);
        Answer again = api.send(wrong);

        assertThat(first.status()).isEqualTo(422);
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(again.response().headers().firstValue("idempotency-replayed")).hasValue("true");
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

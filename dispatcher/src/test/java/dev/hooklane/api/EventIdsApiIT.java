package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.fanout.FanOutTopology;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Events that are published under an id or a key a second time. */
@ExtendWith(SharedApi.class)
class EventIdsApiIT {
    private final ApiFixture api;
    private final PublishedRecords topic;

    EventIdsApiIT(ApiFixture api) {
        this.api = api;
        this.topic = new PublishedRecords(api);
    }

    @Test
    void anEventWithAnIdOfItsPublishersIsMarkedAndOneWithoutIsNot() throws Exception {
        Answer own =
                api.post(
                        "/v1/events",
                        """
                        {"account":"acme","id":"evt_own","type":"bot.updated","data":{}}\
                        """);
        Answer none =
                api.post(
                        "/v1/events",
                        "{\"account\":\"acme\",\"type\":\"bot.updated\",\"data\":{}}");

        assertThat(isMarked(own.json())).isTrue();
        assertThat(isMarked(none.json())).isFalse();
    }

    @Test
    void theKeyOfARequestNamesItsEvents() throws Exception {
        String event = "{\"account\":\"%s\",\"type\":\"bot.updated\",\"data\":{}}";
        String acme = event.formatted("acme");
        String batch = "{\"events\":[%s,%s]}".formatted(acme, acme);

        Answer first = keyed("/v1/events", "key-1", acme);
        List<String> ids =
                List.of(
                        first.text("id"),
                        keyed("/v1/events", "key-2", acme).text("id"),
                        keyed("/v1/events", "key-1", event.formatted("other")).text("id"),
                        result(keyed("/v1/events/batch", "key-1", batch), 0),
                        result(keyed("/v1/events/batch", "key-1", batch), 1));

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(keyed("/v1/events", "key-1", acme).text("id")).isEqualTo(ids.getFirst());
        assertThat(result(keyed("/v1/events/batch", "key-1", batch), 1)).isEqualTo(ids.getLast());
        assertThat(isMarked(first.json())).isTrue();
    }

    @Test
    void aKeyWithAnotherBodyIsRefusedAndPublishesNothing() throws Exception {
        String event = "{\"account\":\"acme\",\"type\":\"bot.updated\",\"data\":{\"n\":%d}}";
        String batch = "{\"events\":[%s]}";
        String key = "key-reused";
        Answer first = keyed("/v1/events", key, event.formatted(1));
        keyed("/v1/events/batch", key, batch.formatted(event.formatted(1)));

        Answer other = keyed("/v1/events", key, event.formatted(2));
        Answer withId =
                keyed(
                        "/v1/events",
                        key,
                        event.formatted(1).replace("{\"acc", "{\"id\":\"evt_k\",\"acc"));
        Answer otherBatch =
                keyed("/v1/events/batch", key, batch.formatted(event.formatted(1) + " "));

        for (Answer refused : List.of(other, withId, otherBatch)) {
            assertProblem(refused, 422, "Idempotency-Key", "a different request");
        }
        assertThat(keyed("/v1/events", key, event.formatted(1)).text("id"))
                .isEqualTo(first.text("id"));
        try (SecondApi second = SecondApi.of(api)) {
            assertProblem(
                    api.send(
                            api.request("/v1/events")
                                    .uri(second.uri("/v1/events"))
                                    .header(IdempotencyKey.HEADER, key)
                                    .POST(HttpRequest.BodyPublishers.ofString(event.formatted(3)))
                                    .build()),
                    422,
                    "Idempotency-Key",
                    "a different request");
        }
    }

    @Test
    void aRefusedBodyDoesNotUseItsKeyUp() throws Exception {
        String event = "{\"account\":\"acme\",\"type\":\"%s\",\"data\":{}}";

        Answer refused = keyed("/v1/events", "key-free", event.formatted("nonsense"));
        Answer mended = keyed("/v1/events", "key-free", event.formatted("bot.updated"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(mended.status()).isEqualTo(202);
    }

    @Test
    void ofTwoEventsUnderOneIdInABatchTheSecondIsRefusedUnlessItSaysTheSame() throws Exception {
        String event =
                "{\"account\":\"%s\",\"id\":\"evt_same\",\"type\":\"bot.updated\",\"data\":%s}";

        Answer answer =
                api.post(
                        "/v1/events/batch",
                        "{\"events\":[%s,%s,%s,%s]}"
                                .formatted(
                                        event.formatted("acme", "{\"a\":1,\"b\":2}"),
                                        event.formatted("acme", "{\"b\":2,\"a\":1}"),
                                        event.formatted("acme", "{\"a\":2}"),
                                        event.formatted("other", "{\"a\":2}")));

        JsonNode results = answer.json().path("results");
        assertThat(results.path(1).path("id").asString()).isEqualTo("evt_same");
        assertThat(results.path(2).path("status").asInt()).isEqualTo(422);
        assertThat(results.path(2).path("field").asString()).isEqualTo("id");
        assertThat(results.path(3).path("id").asString()).isEqualTo("evt_same");
    }

    private Answer keyed(String path, String key, String body) throws Exception {
        return api.send(
                api.request(path)
                        .header(IdempotencyKey.HEADER, key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private static String result(Answer batch, int position) {
        return batch.json().path("results").path(position).path("id").asString();
    }

    private boolean isMarked(JsonNode published) {
        return topic.event(published).headers().lastHeader(FanOutTopology.ONCE_HEADER) != null;
    }
}

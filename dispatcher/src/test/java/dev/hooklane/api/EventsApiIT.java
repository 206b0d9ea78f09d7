package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.event.Payload;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Events are published over the API. */
@ExtendWith(SharedApi.class)
class EventsApiIT {
    private final ApiFixture api;
    private final PublishedRecords topic;

    EventsApiIT(ApiFixture api) {
        this.api = api;
        this.topic = new PublishedRecords(api);
    }

    @Test
    void anEventIsAnsweredWithItsPlaceOnTheTopic() throws Exception {
        HttpRequest request =
                api.request("/v1/events")
                        .header(
                                "traceparent",
                                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        """
                                        {"account":"acme","data":{"n": 1.50, "ü":"\\u00fc"},"type":"message.created",
                                         "id":"evt_1","timestamp":"2024-01-15T10:30:00Z"}\
                                        """))
                        .build();

        Answer answer = api.send(request);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("id")).isEqualTo("evt_1");
        ConsumerRecord<byte[], byte[]> record = topic.event(answer);
        assertThat(new String(record.key(), UTF_8)).isEqualTo("acme");
        assertThat(new String(record.value(), UTF_8))
                .isEqualTo(
                        """
                        {"id":"evt_1","type":"message.created","timestamp":"2024-01-15T10:30:00Z","data":{"n":1.5,"ü":"ü"}}\
                        """);
        assertThat(DeliveryRecords.optional(record.headers(), "traceparent"))
                .hasValue("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }

    @Test
    void aBatchSaysOfEachEventWhatCameOfIt() throws Exception {
        Answer answer =
                api.post(
                        "/v1/events/batch",
                        """
                        {"events":[
                          {"account":"acme","id":"evt_b1","type":"bot.updated","timestamp":"2024-01-15T10:30:00Z","data":{"n":1}},
                          {"account":"acme","type":"bot.update","data":{}},
                          {"account":"acme","id":"evt_b3","type":"bot.updated","data":{"a":[{"b":"]}"}]}}]}\
                        """);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(2);
        assertThat(answer.json().path("refused").asInt()).isEqualTo(1);
        JsonNode results = answer.json().path("results");
        assertThat(results.path(0).path("id").asString()).isEqualTo("evt_b1");
        assertThat(results.path(1).path("status").asInt()).isEqualTo(422);
        assertThat(results.path(1).path("field").asString()).isEqualTo("type");
        assertThat(results.path(1).path("detail").asString())
                .contains("did you mean 'bot.updated'");
        assertThat(results.path(2).path("id").asString()).isEqualTo("evt_b3");
        assertThat(new String(topic.event(results.path(0)).value(), UTF_8))
                .isEqualTo(
                        """
                        {"id":"evt_b1","type":"bot.updated","timestamp":"2024-01-15T10:30:00Z","data":{"n":1}}\
                        """);
        assertThat(new String(topic.event(results.path(2)).value(), UTF_8))
                .contains("\"data\":{\"a\":[{\"b\":\"]}\"}]}");
    }

    @Test
    void oneWrongEntryOfABatchIsRefusedAlone() throws Exception {
        String good = "{\"account\":\"acme\",\"type\":\"bot.updated\",\"data\":{}}";
        String deep = good.replace("{}", "{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}");
        String longNumber = good.replace("{}", "{\"a\":" + "1".repeat(2_000) + "}");
        String longName = good.replace("{}", "{\"" + "a".repeat(60_000) + "\":1}");
        List<String> wrong =
                List.of(
                        "null",
                        "1",
                        "-",
                        "true",
                        "\"{\"",
                        "[]",
                        "[[{}]]",
                        "{}",
                        "{\"a\":1]",
                        "{a}",
                        "{}x",
                        "\\",
                        "nul",
                        "{\"account\":1}",
                        deep,
                        longNumber,
                        longName,
                        good.replace("{}", "{\"a\":\"\t\"}"));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("{\"events\":[" + good).getBytes(UTF_8));
        wrong.forEach(each -> body.writeBytes(("," + each).getBytes(UTF_8)));
        body.writeBytes(",".getBytes(UTF_8));
        body.writeBytes(good.replace("{}", "{\"a\":\"ü\"}").getBytes(ISO_8859_1));
        body.writeBytes(("," + good + "]}").getBytes(UTF_8));

        Answer answer =
                api.send(
                        api.request("/v1/events/batch")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                                .build());

        assertThat(answer.status()).isEqualTo(202);
        JsonNode results = answer.json().path("results");
        assertThat(results.size()).isEqualTo(wrong.size() + 3);
        assertThat(results.path(0).has("id")).isTrue();
        assertThat(results.path(wrong.size() + 2).has("id")).isTrue();
        for (int i = 1; i <= wrong.size() + 1; i++) {
            assertThat(results.path(i).path("status").asInt()).as("%d", i).isIn(400, 422);
        }
        assertThat(results.path(1).path("detail").asString())
                .isEqualTo("events[1] is not an object");
        assertThat(answer.json().path("refused").asInt()).isEqualTo(wrong.size() + 1);
    }

    @Test
    void aBatchTakesFiveHundredAndNotOneMore() throws Exception {
        String event = "{\"account\":\"acme\",\"type\":\"bot.updated\",\"data\":{}}";
        String body = "{\"events\":[%s%s]}";

        Answer most =
                api.post("/v1/events/batch", body.formatted(event, ("," + event).repeat(499)));
        Answer more =
                api.post("/v1/events/batch", body.formatted(event, ("," + event).repeat(500)));

        assertThat(most.status()).isEqualTo(202);
        assertThat(most.json().path("accepted").asInt()).isEqualTo(500);
        assertProblem(more, 422, "events", "more entries than the limit of 500");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    []                              | 400 |        | not a JSON object
                    {}                              | 422 | events | events is missing
                    {"event":[]}                    | 422 | event  | unknown
                    {"events":{}}                   | 422 | events | not an array
                    {"events":[]}                   | 422 | events | 1 to 500
                    {"events":[1}                   | 400 |        | not JSON
                    {"events":[{},]}                | 400 |        | not JSON
                    {"events":[{} {}]}              | 400 |        | not JSON
                    {"events":["]}                  | 400 |        | not JSON
                    {"events":[{"account":"a"}]} x  | 400 |        | not JSON
                    {"events":[{"account":"a"}],"x":1} | 422 | x   | unknown
                    {"events":[{"account":"a"       | 400 |        | not JSON
                    """)
    void aBatchThatIsNoneIsRefused(String body, int status, @Nullable String field, String detail)
            throws Exception {
        assertProblem(api.post("/v1/events/batch", body), status, field, detail);
    }

    @Test
    void aBatchOfMoreThanEightMebibytesIsRefused() throws Exception {
        assertProblem(
                api.post("/v1/events/batch", " ".repeat((8 << 20) + 1)),
                413,
                null,
                "8388608 bytes");
    }

    @Test
    void anEventWithoutIdAndTimestampGetsThem() throws Exception {
        Answer answer =
                api.post(
                        "/v1/events",
                        "{\"account\":\"acme\",\"type\":\"bot.updated\",\"data\":{}}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("id")).startsWith("evt_").hasSize(30);
        assertThat(new String(topic.event(answer).value(), UTF_8)).contains("\"timestamp\":\"20");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"type":"bot.updated","data":{}}                                       | 422 | account   | account is missing
                    {"account":"a b","type":"bot.updated","data":{}}                       | 422 | account   | id 'a b'
                    {"account":1,"type":"bot.updated","data":{}}                           | 422 | account   | not a string
                    {"account":"a","data":{}}                                              | 422 | type      | type
                    {"account":"a","type":"bot.update","data":{}}                          | 422 | type      | did you mean 'bot.updated'
                    {"account":"a","type":"webhook.test","data":{}}                        | 422 | type      | can't be published
                    {"account":"a","type":"bot.updated"}                                   | 422 | data      | data
                    {"account":"a","type":"bot.updated","data":[]}                         | 422 | data      | data is an array
                    {"account":"a","type":"bot.updated","data":{"a":1,"a":2}}              | 422 | data      | a
                    {"account":"a","type":"bot.updated","data":{},"id":"a b"}              | 422 | id        | id
                    {"account":"a","type":"bot.updated","data":{},"timestamp":"yesterday"} | 422 | timestamp | yesterday
                    {"account":"a","type":"bot.updated","data":{},"colour":1}              | 422 | colour    | field 'colour' is unknown
                    {"account":"a","type":"bot.updated","type":"bot.updated","data":{}}    | 422 | type      | twice
                    {"account":"a","type":"bot.updated","data":{}} x                       | 400 |           | not JSON
                    {"account":"a","type":"bot.updated","data":{                           | 400 |           | not JSON
                    7                                                                      | 400 |           | not a JSON object
                    """)
    void aBadEventIsRefusedWithOneClearSentence(
            String body, int status, @Nullable String field, String detail) throws Exception {
        Answer answer = api.post("/v1/events", body);

        assertProblem(answer, status, field, detail);
    }

    @Test
    void aBodyOverTheLimitIsRefusedWithTheLimit() throws Exception {
        String body = "x".repeat(Bodies.MAX_BYTES + 1);

        Answer announced = api.post("/v1/events", body);
        Answer unannounced =
                api.send(
                        api.request("/v1/events")
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArrays(
                                                List.of(body.getBytes(UTF_8))))
                                .build());
        Answer empty = api.post("/v1/events", "");

        assertProblem(announced, 413, null, "327681 bytes; the limit is 327680");
        assertProblem(unannounced, 413, null, "the limit is 327680");
        assertProblem(empty, 400, null, "no body");
    }

    @Test
    void anEventOverTheLimitIsRefusedWithBothSizes() throws Exception {
        Answer answer =
                api.post(
                        "/v1/events",
                        """
                        {"account":"a","type":"bot.updated","data":{"text":"%s"}}\
                        """
                                .formatted("x".repeat(Payload.MAX_BYTES)));

        assertProblem(answer, 413, null, "the limit is 262,144");
    }
}

package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.config.ApiSettings;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointHealth;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ApiIT {
    private static final Instant HAPPENED = Instant.parse("2024-01-15T10:30:00Z");

    @TempDir private static Path directory;
    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = new ApiFixture(directory);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    // Endpoints

    @Test
    void aNewEndpointIsAnsweredWithItsSecretAndKnownAtOnce() throws Exception {
        Answer made =
                api.post(
                        "/v1/endpoints",
                        """
                        {"account":"made","url":"https://8.8.8.8/hook?k=v","eventTypes":["message.*","bot.updated"],
                         "description":"Our CRM","headers":{"X-Team":"blue"}}\
                        """);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("secret")).startsWith("whsec_");
        assertThat(made.text("state")).isEqualTo("enabled");
        assertThat(made.response().headers().firstValue("location"))
                .hasValue("/v1/endpoints/" + made.text("id"));
        Answer read = api.get("/v1/endpoints/" + made.text("id"));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text("url")).isEqualTo("https://8.8.8.8/hook?k=v");
        assertThat(read.json().path("eventTypes").toString())
                .isEqualTo("[\"bot.updated\",\"message.*\"]");
        assertThat(read.text("description")).isEqualTo("Our CRM");
    }

    @Test
    void noReadingShowsSecretsOrHeaderValues() throws Exception {
        Answer made =
                api.post(
                        "/v1/endpoints",
                        """
                        {"account":"secretive","url":"https://8.8.8.8/","eventTypes":["*"],"headers":{"X-Token":"t0ps3cret"}}\
                        """);

        String shown =
                api.get("/v1/endpoints/" + made.text("id")).response().body()
                        + api.get("/v1/endpoints?account=secretive").response().body()
                        + api.send(
                                        "PATCH",
                                        "/v1/endpoints/" + made.text("id"),
                                        "{\"description\":\"x\"}")
                                .response()
                                .body();
        assertThat(shown).contains("X-Token").doesNotContain("t0ps3cret", "whsec_", "secret\"");
    }

    @Test
    void anAccountsEndpointsAreListedOldestFirst() throws Exception {
        String first = api.endpoint("lister").text("id");
        String second = api.endpoint("lister").text("id");
        api.endpoint("other");

        Answer all = api.get("/v1/endpoints?account=lister");
        Answer one = api.get("/v1/endpoints?account=lister&limit=1");

        assertThat(all.json().path("endpoints").valueStream().map(e -> e.path("id").asString("")))
                .containsExactly(first, second);
        assertThat(all.json().path("more").asBoolean()).isFalse();
        assertThat(one.json().path("endpoints").size()).isEqualTo(1);
        assertThat(one.json().path("more").asBoolean()).isTrue();
    }

    @Test
    void everyChangeableFieldChangesAndTheRestStays() throws Exception {
        Answer made = api.endpoint("changer");

        Answer changed =
                api.send(
                        "PATCH",
                        "/v1/endpoints/" + made.text("id"),
                        """
                        {"url":"https://8.8.4.4/new","eventTypes":["*"],"description":"d","headers":{"X-A":"b"},"state":"paused"}\
                        """);

        assertThat(changed.status()).isEqualTo(200);
        Answer read = api.get("/v1/endpoints/" + made.text("id"));
        assertThat(read.json()).isEqualTo(changed.json());
        assertThat(read.text("url")).isEqualTo("https://8.8.4.4/new");
        assertThat(read.text("state")).isEqualTo("paused");
        assertThat(read.text("account")).isEqualTo("changer");
        assertThat(read.text("createdAt")).isEqualTo(made.text("createdAt"));
        String text = made.text("secret");
        assertThat(api.directory.find(new EndpointId(made.text("id"))))
                .hasValueSatisfying(endpoint ->
                        assertThat(endpoint.secrets().getFirst().text()).isEqualTo(text));
    }

    @Test
    void aDisabledEndpointStaysSoThroughChangesUntilItIsEnabled() throws Exception {
        String id = api.endpoint("disabled").text("id");
        String path = "/v1/endpoints/" + id;
        api.health(new EndpointId(id), new EndpointHealth.Disabled(version(id), "gone", HAPPENED));
        assertThat(api.get(path).text("disabledReason")).isEqualTo("gone");

        Answer described = api.send("PATCH", path, "{\"description\":\"d\"}");
        Answer enabled = api.send("PATCH", path, "{\"state\":\"enabled\"}");

        assertThat(described.text("state")).isEqualTo("disabled");
        assertThat(described.text("disabledReason")).isEqualTo("gone");
        assertThat(enabled.text("state")).isEqualTo("enabled");
        assertThat(api.get(path).json()).isEqualTo(enabled.json());
    }

    @Test
    void aFailingEndpointShowsSinceWhenUntilItIsChanged() throws Exception {
        String id = api.endpoint("failing").text("id");
        String path = "/v1/endpoints/" + id;
        api.health(new EndpointId(id), new EndpointHealth.Failing(version(id), HAPPENED, false));

        Answer before = api.get(path);
        api.send("PATCH", path, "{\"url\":\"https://8.8.4.4/\"}");

        assertThat(before.text("failingSince")).isEqualTo("2024-01-15T10:30:00Z");
        assertThat(before.text("state")).isEqualTo("enabled");
        assertThat(api.get(path).json().has("failingSince")).isFalse();
    }

    private static Instant version(String id) {
        return api.directory.find(new EndpointId(id)).orElseThrow().updatedAt();
    }

    @Test
    void aDeletedEndpointIsGone() throws Exception {
        String id = api.endpoint("deleter").text("id");

        Answer deleted = api.send("DELETE", "/v1/endpoints/" + id, "");

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(api.get("/v1/endpoints/" + id).status()).isEqualTo(404);
        assertThat(api.get("/v1/endpoints?account=deleter").json().path("endpoints").size())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                                                        | 422 | account    | account is missing
                    {"account":"a"}                                                           | 422 | url        | url is missing
                    {"account":"a","url":"https://8.8.8.8/"}                                  | 422 | eventTypes | eventTypes is missing
                    {"account":"a b","url":"https://8.8.8.8/","eventTypes":["*"]}             | 422 | account    | id 'a b'
                    {"account":7,"url":"https://8.8.8.8/","eventTypes":["*"]}                 | 422 | account    | account is a number, not a string
                    {"account":"a","url":"http://8.8.8.8/","eventTypes":["*"]}                | 422 | url        | http
                    {"account":"a","url":"https://127.0.0.1/","eventTypes":["*"]}             | 422 | url        | 127.0.0.1
                    {"account":"a","url":"https://[::1]/","eventTypes":["*"]}                 | 422 | url        | refused
                    {"account":"a","url":"nonsense","eventTypes":["*"]}                       | 422 | url        | https://
                    {"account":"a","url":"https://8.8.8.8/","eventTypes":[]}                  | 422 | eventTypes | eventTypes is empty
                    {"account":"a","url":"https://8.8.8.8/","eventTypes":"*"}                 | 422 | eventTypes | not an array
                    {"account":"a","url":"https://8.8.8.8/","eventTypes":[1]}                 | 422 | eventTypes | a number
                    {"account":"a","url":"https://8.8.8.8/","eventTypes":["mesage.created"]}  | 422 | eventTypes | did you mean 'message.created'
                    {"account":"a","url":"https://8.8.8.8/","eventTypes":["webhook.test"]}    | 422 | eventTypes | can't be selected
                    {"account":"a","url":"https://8.8.8.8/","eventTypes":["BAD"]}             | 422 | eventTypes | BAD
                    {"account":"a","url":"https://8.8.8.8/","eventTypes":["*"],"headers":[]}  | 422 | headers    | not an object
                    {"account":"a","url":"https://8.8.8.8/","eventTypes":["*"],"headers":{"Host":"x"}} | 422 | headers | Host
                    {"account":"a","url":"https://8.8.8.8/","eventTypes":["*"],"headers":{"X-A":1}} | 422 | headers | headers.X-A is a number
                    {"account":"a","url":"https://8.8.8.8/","eventTypes":["*"],"colour":"red"}| 422 | colour     | field 'colour' is unknown
                    {"account":"a","account":"b"}                                             | 400 |            | not JSON
                    [1]                                                                       | 400 |            | an array, not a JSON object
                    {"account":                                                               | 400 |            | not JSON
                    {} x                                                                      | 400 |            | not JSON
                    """)
    void aBadEndpointIsRefusedWithOneClearSentence(
            String body, int status, @Nullable String field, String detail) throws Exception {
        Answer answer = api.post("/v1/endpoints", body);

        assertProblem(answer, status, field, detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "timeout":"500ms"                           | timeout             | timeout is 500ms; 1s to 15s are allowed here
                    "timeout":"16s"                             | timeout             | timeout is 16s; 1s to 15s are allowed here
                    "timeout":"soon"                            | timeout             | timeout 'soon' is not a duration
                    "timeout":5                                 | timeout             | timeout is a number, not a string
                    "maxInFlight":0                             | maxInFlight         | maxInFlight is 0; 1 to 16 are allowed here
                    "maxInFlight":17                            | maxInFlight         | maxInFlight is 17; 1 to 16 are allowed here
                    "maxInFlight":1.5                           | maxInFlight         | maxInFlight is 1.5, not a whole number
                    "rateLimit":10                              | rateLimit           | rateLimit is 10, not an object of burst and perSecond
                    "rateLimit":{"perSecond":10}                | rateLimit.burst     | rateLimit.burst is missing
                    "rateLimit":{"perSecond":0,"burst":1}       | rateLimit           | rateLimit.perSecond is 0; 0.01 to 10000 are allowed
                    "rateLimit":{"perSecond":1,"burst":10001}   | rateLimit           | rateLimit.burst is 10001; 1 to 10000 are allowed
                    "rateLimit":{"perSecond":"1","burst":1}     | rateLimit.perSecond | rateLimit.perSecond is a string, not a number
                    "rateLimit":{"perSecond":1,"bursts":1}      | rateLimit.bursts    | field 'rateLimit.bursts' is unknown here
                    "ordered":"yes"                             | ordered             | ordered is a string, not true or false
                    "schedule":[]                               | schedule            | schedule is ''; it must be 0s and any others of 0s,5m,30m,2h,8h
                    "schedule":["5m"]                           | schedule            | schedule is '5m'
                    "schedule":["0s","2h","5m"]                 | schedule            | schedule is '0s,2h,5m'
                    "schedule":["0s","10m"]                     | schedule            | schedule is '0s,10m'
                    "schedule":"0s,5m"                          | schedule            | not an array of strings
                    """)
    void aSettingOutOfItsLimitsIsRefusedWithValueAndLimit(
            String setting, String field, String detail) throws Exception {
        Answer answer =
                api.post(
                        "/v1/endpoints",
                        """
                        {"account":"a","url":"https://8.8.8.8/","eventTypes":["*"],%s}\
                        """
                                .formatted(setting));

        assertProblem(answer, 422, field, detail);
    }

    @Test
    void settingsAreReadAsTheyWereMadeAndChangeOneByOne() throws Exception {
        Answer made =
                api.post(
                        "/v1/endpoints",
                        """
                        {"account":"chooser","url":"https://8.8.8.8/","eventTypes":["*"],"timeout":"5s","maxInFlight":4,\
                        "rateLimit":{"perSecond":0.5,"burst":20},"ordered":true,"schedule":["0s","5m","8h"]}\
                        """);
        String path = "/v1/endpoints/" + made.text("id");

        Answer changed =
                api.send("PATCH", path, "{\"timeout\":null,\"ordered\":null,\"maxInFlight\":5}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("timeout")).isEqualTo("5s");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(api.get(path).json()).isEqualTo(changed.json());
        assertThat(changed.json().toString())
                .contains(
                        "\"timeout\":null",
                        "\"maxInFlight\":5",
                        "\"rateLimit\":{\"perSecond\":0.5,\"burst\":20}",
                        "\"ordered\":false",
                        "\"schedule\":[\"0s\",\"5m\",\"8h\"]");
    }

    @Test
    void aDescriptionOverItsLimitIsRefusedWithBothSizes() throws Exception {
        Answer answer =
                api.post(
                        "/v1/endpoints",
                        """
                        {"account":"a","url":"https://8.8.8.8/","eventTypes":["*"],"description":"%s"}\
                        """
                                .formatted("x".repeat(501)));

        assertProblem(answer, 422, "description", "501 characters, the limit is 500");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                        | 400 |         | changes nothing
                    {"account":"b"}           | 422 | account | field 'account' is unknown
                    {"state":"disabled"}      | 422 | state   | state 'disabled' is not enabled or paused
                    {"url":"https://10.0.0.1"}| 422 | url     | 10.0.0.1
                    {"url":null}              | 422 | url     | url is null
                    """)
    void aBadChangeIsRefusedAndChangesNothing(
            String body, int status, @Nullable String field, String detail) throws Exception {
        String path = "/v1/endpoints/" + api.endpoint("unchanged").text("id");
        JsonNode before = api.get(path).json();

        Answer answer = api.send("PATCH", path, body);

        assertProblem(answer, status, field, detail);
        assertThat(api.get(path).json()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET    | /v1/endpoints/nonsense              | 400 | id       | endpoint id 'nonsense'
                    GET    | /v1/endpoints/ep_0000000000000000   | 404 |          | no endpoint ep_0000000000000000
                    PATCH  | /v1/endpoints/ep_0000000000000000   | 404 |          | no endpoint
                    DELETE | /v1/endpoints/ep_0000000000000000   | 404 |          | no endpoint
                    POST   | /v1/endpoints/ep_0000000000000000/test | 404 |       | no endpoint
                    GET    | /v1/endpoints?account=a%20b         | 400 | account  | id 'a b'
                    GET    | /v1/endpoints?acount=a              | 400 | acount   | parameter 'acount' is unknown
                    GET    | /v1/endpoints?limit=1001            | 400 | limit    | limit '1001' is not a number from 1 to 1000
                    GET    | /v1/endpoints?limit=ten             | 400 | limit    | limit 'ten'
                    GET    | /v1/deliveries/nonsense             | 400 | id       | delivery id 'nonsense'
                    GET    | /v1/dead-letters?limit=501          | 400 | limit    | 1 to 500
                    GET    | /v1/dead-letters?endpoint=x         | 400 | endpoint | endpoint id 'x'
                    GET    | /v1/nowhere                         | 404 |          | nothing at this path
                    PUT    | /v1/endpoints                       | 405 |          | this path takes
                    """)
    void aBadPathIsRefusedWithOneClearSentence(
            String method, String path, int status, @Nullable String field, String detail)
            throws Exception {
        Answer answer =
                method.equals("GET")
                        ? api.get(path)
                        : api.send(method, path, "{\"state\":\"paused\"}");

        assertProblem(answer, status, field, detail);
    }

    // Events

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
        ConsumerRecord<byte[], byte[]> record = event(answer);
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
    void anEventWithoutIdAndTimestampGetsThem() throws Exception {
        Answer answer =
                api.post(
                        "/v1/events",
                        "{\"account\":\"acme\",\"type\":\"bot.updated\",\"data\":{}}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("id")).startsWith("evt_").hasSize(30);
        assertThat(new String(event(answer).value(), UTF_8)).contains("\"timestamp\":\"20");
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

    @Test
    void aTestGoesToThatEndpointAlone() throws Exception {
        String id = api.endpoint("tester").text("id");

        Answer answer = api.post("/v1/endpoints/" + id + "/test", "");

        assertThat(answer.status()).isEqualTo(202);
        ConsumerRecord<byte[], byte[]> record =
                api.records(api.topics.events(), 1).stream()
                        .filter(r -> new String(r.value(), UTF_8).contains(answer.text("event")))
                        .findFirst()
                        .orElseThrow();
        assertThat(DeliveryRecords.optional(record.headers(), "hooklane-endpoint")).hasValue(id);
        assertThat(new String(record.key(), UTF_8)).isEqualTo("tester");
        assertThat(new DeliveryId(answer.text("delivery")).endpoint().value()).isEqualTo(id);
    }

    @Test
    void aPausedEndpointIsSentNoTest() throws Exception {
        String path = "/v1/endpoints/" + api.endpoint("pauser").text("id");
        api.send("PATCH", path, "{\"state\":\"paused\"}");

        Answer answer = api.post(path + "/test", "");

        assertProblem(answer, 409, null, "is paused");
    }

    // Deliveries

    @Test
    void aDeliveryIsToldWithAllItsAttempts() throws Exception {
        Delivery delivery =
                delivery(api.endpoint("teller").text("id"), publish("teller", "evt_told"));
        api.decide(delivery, new DeliveryStatus.Waiting(HAPPENED.plusSeconds(1800)));

        Answer answer = known(delivery);

        assertThat(answer.text("status")).isEqualTo("waiting");
        assertThat(answer.text("nextAttemptAt")).isEqualTo("2024-01-15T11:00:00Z");
        assertThat(answer.text("event")).isEqualTo("evt_told");
        assertThat(answer.text("trigger")).isEqualTo("event");
        assertThat(answer.json().path("attempts").toString())
                .isEqualTo(
                        """
                        [{"number":1,"startedAt":"2024-01-15T10:30:00Z","durationMs":12,"outcome":"status_5xx","status":503,"response":"busy","retryAfterSeconds":7},\
                        {"number":2,"startedAt":"2024-01-15T10:35:00Z","durationMs":15000,"outcome":"timeout","detail":"no answer in 15 s"}]\
                        """);
    }

    @Test
    void aDeadLetterIsRetriedWithItsIdsAttemptsAndPayload() throws Exception {
        Delivery delivery =
                delivery(api.endpoint("retrier").text("id"), publish("retrier", "evt_retry"));
        api.decide(delivery, new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
        known(delivery);

        Answer answer = api.post("/v1/deliveries/" + delivery.id() + "/retry", "");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("attempt").asInt()).isEqualTo(3);
        ConsumerRecord<byte[], byte[]> record = api.records(api.topics.deliveries(), 1).getFirst();
        Delivery again = DeliveryRecords.read(record.key(), record.value(), record.headers());
        assertThat(again)
                .isEqualTo(
                        new Delivery(
                                delivery.id(),
                                delivery.endpoint(),
                                delivery.event(),
                                Trigger.MANUAL,
                                1,
                                3,
                                Optional.empty(),
                                delivery.attempts(),
                                delivery.payload()));
    }

    @Test
    void onlyADeadLetterIsRetried() throws Exception {
        Delivery delivery = delivery(api.endpoint("fine").text("id"), publish("fine", "evt_fine"));
        api.decide(delivery, new DeliveryStatus.Delivered());
        known(delivery);

        Answer answer = api.post("/v1/deliveries/" + delivery.id() + "/retry", "");

        assertProblem(answer, 409, null, "is delivered; only a dead letter");
    }

    @Test
    void aDeadLetterOfAPausedOrDeletedEndpointIsNotRetried() throws Exception {
        String path = "/v1/endpoints/" + api.endpoint("away").text("id");
        Delivery delivery = delivery(path.substring(14), publish("away", "evt_away"));
        api.decide(delivery, new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED));
        known(delivery);
        String retry = "/v1/deliveries/" + delivery.id() + "/retry";
        api.send("PATCH", path, "{\"state\":\"paused\"}");

        Answer paused = api.post(retry, "");
        api.send("DELETE", path, "");
        Answer deleted = api.post(retry, "");

        assertProblem(paused, 409, null, "is paused");
        assertProblem(deleted, 409, null, "is deleted");
    }

    @Test
    void aPayloadThatTheTopicNoLongerHoldsIsSaid() throws Exception {
        Delivery delivery =
                delivery(
                        api.endpoint("gone").text("id"),
                        new SourceEvent.Origin(0, 1_000_000),
                        "gone",
                        "evt_gone");
        api.decide(delivery, new DeliveryStatus.Dead(DeadLetterReason.GONE));
        known(delivery);

        Answer answer = api.post("/v1/deliveries/" + delivery.id() + "/retry", "");

        assertProblem(answer, 409, null, "older than what the events topic keeps");
    }

    @Test
    void anUnknownDeliveryIsNotFound() throws Exception {
        DeliveryId id =
                DeliveryId.of(new EventId("evt_none"), HAPPENED)
                        .to(new EndpointId("ep_0000000000000000"));

        assertProblem(api.get("/v1/deliveries/" + id), 404, null, "nothing is known of delivery");
        assertProblem(
                api.post("/v1/deliveries/" + id + "/retry", ""), 404, null, "nothing is known");
    }

    @Test
    void deadLettersAreListedNewestFirstAndOnlyWhileDead() throws Exception {
        String endpoint = api.endpoint("dead").text("id");
        String other = api.endpoint("dead").text("id");
        List<String> dead = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Delivery delivery =
                    delivery(i % 24 == 0 ? other : endpoint, publish("dead", "evt_dead" + i));
            api.decide(delivery, new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
            if (i == 119) {
                api.decide(delivery, new DeliveryStatus.Delivered());
            } else {
                dead.addFirst(delivery.id().value());
            }
        }
        Awaitility.await()
                .until(() -> listed("/v1/dead-letters?account=dead&limit=500").size() == 119);

        assertThat(listed("/v1/dead-letters?account=dead&limit=500")).isEqualTo(dead);
        assertThat(listed("/v1/dead-letters?account=dead&limit=5")).isEqualTo(dead.subList(0, 5));
        assertThat(listed("/v1/dead-letters?endpoint=" + other)).hasSize(5);
        assertThat(listed("/v1/dead-letters?account=nobody")).isEmpty();
        JsonNode letter =
                api.get("/v1/dead-letters?endpoint=" + other).json().path("deadLetters").path(0);
        assertThat(letter.path("reason").asString("")).isEqualTo("exhausted");
        assertThat(letter.path("attempts").asInt()).isEqualTo(2);
        assertThat(letter.path("lastAttempt").path("outcome").asString("")).isEqualTo("timeout");
        assertThat(letter.path("account").asString("")).isEqualTo("dead");
    }

    // Keys, health, metrics

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                                           | no Authorization header
                    Basic abc              | not of the form
                    Bearer wrong           | not this installation's
                    Bearer                 | not of the form
                    """)
    void withoutTheKeyNothingUnderV1Answers(@Nullable String authorization, String detail)
            throws Exception {
        HttpRequest.Builder request = api.anonymous("/v1/endpoints");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }

        Answer answer = api.send(request.build());

        assertProblem(answer, 401, null, detail);
        assertThat(answer.response().headers().firstValue("www-authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
        assertThat(api.send(api.anonymous("/metrics").build()).response().body())
                .contains("hooklane_api_unauthorized_total");
    }

    @Test
    void healthMetricsAndTheIndexNeedNoKey() throws Exception {
        Answer live = api.send(api.anonymous("/health/live").build());
        Answer metrics = api.send(api.anonymous("/metrics").build());
        Answer index = api.send(api.anonymous("/").build());

        assertThat(live.status()).isEqualTo(200);
        assertThat(metrics.response().body())
                .contains("hooklane_events_accepted_total", "jvm_memory_used_bytes");
        assertThat(index.response().body()).startsWith("Hooklane").contains("/v1/dead-letters");
    }

    @Test
    void readinessNamesThePartThatIsNotReady() throws Exception {
        Answer ready = api.send(api.anonymous("/health/ready").build());
        api.laneReady(false);
        Answer unready = api.send(api.anonymous("/health/ready").build());
        api.laneReady(true);

        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.json().toString())
                .isEqualTo(
                        """
                        {"ready":true,"parts":[{"name":"lanes","ready":true},{"name":"history","ready":true}]}\
                        """);
        assertThat(unready.status()).isEqualTo(503);
        assertThat(unready.json().path("parts").path(0).path("detail").asString(""))
                .isEqualTo("no partitions yet");
    }

    @Test
    void requestsAreMeteredByRouteAndNotByPath() throws Exception {
        String id = api.endpoint("metered").text("id");
        api.get("/v1/endpoints/" + id);
        api.get("/v1/nowhere/" + id);

        String metrics = api.send(api.anonymous("/metrics").build()).response().body();

        assertThat(metrics)
                .contains("route=\"/v1/endpoints/{id}\"", "route=\"none\"")
                .doesNotContain(id);
    }

    @Test
    void aTakenPortIsSaidWithItsSetting() {
        ApiSettings settings = new ApiSettings("127.0.0.1", api.plane.port(), ApiFixture.KEY);

        assertThatThrownBy(() -> api.secondServer(settings).start())
                .isInstanceOf(ApiStartException.class)
                .hasMessageContaining("api.port " + api.plane.port())
                .hasMessageContaining("taken");
    }

    private static Answer known(Delivery delivery) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> api.get("/v1/deliveries/" + delivery.id()),
                        answer -> answer.status() == 200);
    }

    private static List<String> listed(String path) throws IOException, InterruptedException {
        return api.get(path)
                .json()
                .path("deadLetters")
                .valueStream()
                .map(letter -> letter.path("delivery").asString(""))
                .toList();
    }

    private static Delivery delivery(String endpoint, Answer published) {
        return delivery(
                endpoint,
                new SourceEvent.Origin(
                        published.json().path("partition").asInt(),
                        published.json().path("offset").asLong()),
                published.text("account"),
                published.text("id"));
    }

    private static Answer publish(String account, String event)
            throws IOException, InterruptedException {
        Answer answer =
                api.post(
                        "/v1/events",
                        """
                        {"account":"%s","id":"%s","type":"message.created","timestamp":"2024-01-15T10:30:00Z","data":{"id":"%s"}}\
                        """
                                .formatted(account, event, event));
        ((ObjectNode) answer.json()).put("account", account);
        return answer;
    }

    private static Delivery delivery(
            String endpoint, SourceEvent.Origin origin, String account, String event) {
        EndpointId endpointId = new EndpointId(endpoint);
        EventId eventId = new EventId(event);
        return new Delivery(
                DeliveryId.of(eventId, HAPPENED).to(endpointId),
                endpointId,
                new SourceEvent(
                        eventId,
                        new EventType("message.created"),
                        new AccountId(account),
                        HAPPENED,
                        origin,
                        Optional.empty(),
                        Optional.empty()),
                Trigger.EVENT,
                0,
                3,
                Optional.empty(),
                List.of(
                        new Attempt(
                                1,
                                HAPPENED,
                                Duration.ofMillis(12),
                                new AttemptOutcome.ErrorStatus(
                                        503, Optional.of(Duration.ofSeconds(7)), "busy")),
                        new Attempt(
                                2,
                                HAPPENED.plusSeconds(300),
                                Duration.ofSeconds(15),
                                new AttemptOutcome.NoResponse(
                                        ErrorKind.TIMEOUT, "no answer in 15 s"))),
                Payload.of(
                        """
                        {"id":"%s","type":"message.created","timestamp":"2024-01-15T10:30:00Z","data":{"id":"%s"}}\
                        """
                                .formatted(event, event)
                                .getBytes(UTF_8)));
    }

    private static ConsumerRecord<byte[], byte[]> event(Answer published) {
        return api.records(api.topics.events(), 1).stream()
                .filter(record ->
                        record.partition() == published.json().path("partition").asInt()
                                && record.offset() == published.json().path("offset").asLong())
                .findFirst()
                .orElseThrow();
    }

    private static void assertProblem(
            Answer answer, int status, @Nullable String field, String detail) {
        assertThat(answer.response().headers().firstValue("content-type"))
                .hasValue("application/problem+json");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.text("detail")).contains(detail).doesNotContain("\n", "Exception");
        assertThat(answer.text("field")).isEqualTo(field == null ? "" : field);
    }
}

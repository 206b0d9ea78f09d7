package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is wrong with an endpoint is said in one clear sentence. */
@ExtendWith(SharedApi.class)
class EndpointRefusalsApiIT {
    private final ApiFixture api;

    EndpointRefusalsApiIT(ApiFixture api) {
        this.api = api;
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

    @Test
    void aUrlIsCheckedBeforeThereIsAnEndpoint() throws Exception {
        Answer allowed = api.post("/v1/endpoints/check", "{\"url\":\"https://8.8.8.8/hook\"}");
        Answer refused = api.post("/v1/endpoints/check", "{\"url\":\"http://127.0.0.1:22/\"}");

        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.json().toString()).isEqualTo("{\"allowed\":true,\"problems\":[]}");
        assertThat(refused.json().path("allowed").asBoolean()).isFalse();
        assertThat(refused.json().path("problems").valueStream())
                .extracting(JsonNode::asString)
                .isNotEmpty()
                .allMatch(problem -> !problem.isBlank());
        assertProblem(api.post("/v1/endpoints/check", "{}"), 422, "url", "url is missing");
    }
}

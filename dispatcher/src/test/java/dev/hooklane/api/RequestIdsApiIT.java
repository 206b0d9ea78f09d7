package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** One id names a request in its answer and in the audit trail. */
@ExtendWith(SharedApi.class)
class RequestIdsApiIT {
    private final ApiFixture api;

    RequestIdsApiIT(ApiFixture api) {
        this.api = api;
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/endpoints/ep_0000000000000000, 404, not_found",
        "GET, /v1/nothing, 404, no_such_path",
        "PATCH, /v1/accounts, 405, method_not_allowed",
        "GET, /v1/endpoints?limit=0, 400, bad_parameter",
        "GET, /v1/endpoints?cursor=!, 400, bad_cursor",
        "POST, /v1/endpoints, 400, malformed_request"
    })
    void theProblemHasTheIdThatTheClientSent(String method, String path, int status, String code)
            throws Exception {
        Answer answer =
                api.send(
                        api.request(path)
                                .method(method, BodyPublishers.noBody())
                                .header("X-Request-Id", "mine:" + code)
                                .build());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("code")).isEqualTo(code);
        assertThat(answer.text("requestId")).isEqualTo("mine:" + code);
        assertThat(answer.response().headers().firstValue("x-request-id")).hasValue("mine:" + code);
    }

    @Test
    void aStrangerIsToldItsIdToo() throws Exception {
        Answer answer = api.send(api.anonymous("/v1/endpoints").build());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("code")).isEqualTo("unauthorized");
        assertThat(answer.text("requestId")).matches("req_[0-9a-f]{16}");
    }

    @Test
    void aChangeIsInTheTrailUnderItsId() throws Exception {
        Answer made = api.endpoint("acct_request_id");

        JsonNode entry = api.awaitEntry("target=" + made.text("id"));

        assertThat(made.response().headers().firstValue("x-request-id"))
                .hasValue(entry.path("requestId").asString());
    }

    @Test
    void soIsARefusal() throws Exception {
        Answer key =
                api.post(
                        "/v1/keys",
                        "{\"name\":\"r\",\"role\":\"account\",\"account\":\"acct_refused_id\"}");
        Answer refused = api.as(key.text("key"), "/v1/audit");

        JsonNode entry = api.awaitEntry("account=acct_refused_id&key=" + key.text("id"));

        assertThat(refused.text("code")).isEqualTo("forbidden");
        assertThat(entry.path("requestId").asString()).isEqualTo(refused.text("requestId"));
    }

    @Test
    void anAnswerThatIsRepeatedNamesTheFirstRequestInItsBody() throws Exception {
        Answer first = repeated("first");
        Answer second = repeated("second");

        assertThat(first.text("requestId")).isEqualTo("first");
        assertThat(second.text("requestId")).isEqualTo("first");
        assertThat(second.response().headers().firstValue("x-request-id")).hasValue("second");
    }

    private Answer repeated(String id) throws Exception {
        return api.send(
                api.request("/v1/endpoints")
                        .header("Idempotency-Key", "one-problem-twice")
                        .header("X-Request-Id", id)
                        .POST(BodyPublishers.ofString("{\"account\":\"acct_1\"}"))
                        .build());
    }
}

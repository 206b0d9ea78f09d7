package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.config.ApiSettings;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths, keys, health and metrics. */
@ExtendWith(SharedApi.class)
class StatusApiIT {
    private final ApiFixture api;

    StatusApiIT(ApiFixture api) {
        this.api = api;
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
                    GET    | /v1/deliveries?account=a&limit=1001 | 400 | limit    | 1 to 1000
                    GET    | /v1/deliveries?endpoint=x           | 400 | endpoint | endpoint id 'x'
                    GET    | /v1/deliveries?from=2026-01-01T00:00:00Z | 400 | account  | name an account
                    GET    | /v1/deliveries?account=a&status=x   | 400 | status   | is not one of
                    GET    | /v1/deliveries?account=a&from=now   | 400 | from     | is not a time such as
                    GET    | /v1/deliveries?account=a&cursor=x   | 400 | cursor   | is not one that this list returned
                    GET    | /v1/nowhere                         | 404 |          | nothing exists at this path
                    PUT    | /v1/endpoints                       | 405 |          | this path accepts
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                                           | no Authorization header
                    Basic abc              | not of the form
                    Bearer wrong           | the key is not known here
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
        Answer index = api.send(api.anonymous("/v1").build());

        assertThat(live.status()).isEqualTo(200);
        assertThat(metrics.response().body())
                .contains("hooklane_events_accepted_total", "jvm_memory_used_bytes");
        assertThat(index.response().body()).startsWith("Hooklane").contains("/v1/deliveries");
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
                        {"ready":true,"parts":[{"name":"lanes","ready":true},{"name":"history","ready":true},{"name":"keys","ready":true},{"name":"idempotency","ready":true},{"name":"replays","ready":true},{"name":"quotas","ready":true},{"name":"portal links","ready":true}]}\
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
        ApiSettings settings =
                new ApiSettings("127.0.0.1", api.plane.port(), ApiFixture.KEY, "127.0.0.1:1");

        assertThatThrownBy(() -> api.secondServer(settings).start())
                .isInstanceOf(ApiStartException.class)
                .hasMessageContaining("api.port " + api.plane.port())
                .hasMessageContaining("taken");
    }
}

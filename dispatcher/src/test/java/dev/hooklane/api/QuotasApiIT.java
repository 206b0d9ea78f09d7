package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Accounts that have or do more than their quotas allow, and others beside them. */
@ExtendWith(SharedApi.class)
final class QuotasApiIT {
    private final ApiFixture api;

    QuotasApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void anEndpointBeyondTheQuotaIsRefusedWithTheLimitAndWhomToAsk() throws Exception {
        limit("quota_many", "{\"endpoints\":1}");
        assertThat(api.endpoint("quota_many").status()).isEqualTo(201);

        Answer refused = api.endpoint("quota_many");

        assertProblem(
                refused,
                422,
                null,
                "account quota_many would have 2 endpoints, the limit is 1 (quota endpoints); to"
                        + " raise it, ask the operator of this installation");
        assertThat(refused.text("quota")).isEqualTo("endpoints");
        assertThat(refused.json().path("limit").asLong()).isEqualTo(1);
        assertThat(api.endpoint("quota_other").status()).isEqualTo(201);
    }

    @Test
    void manyCreationsAtTheSameMomentDontPassTogether() throws Exception {
        limit("quota_race", "{\"endpoints\":3}");
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(() -> api.endpoint("quota_race"));
        }

        int made = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> each : threads.invokeAll(calls)) {
                made += each.get().status() == 201 ? 1 : 0;
            }
        }

        assertThat(made).isEqualTo(3);
        assertThat(quota("quota_race", "endpoints").path("used").asInt()).isEqualTo(3);
    }

    @Test
    void aDeletedEndpointMakesRoomForAnother() throws Exception {
        limit("quota_room", "{\"endpoints\":1}");
        String id = api.endpoint("quota_room").text("id");
        api.send("DELETE", "/v1/endpoints/" + id, "");

        assertThat(api.endpoint("quota_room").status()).isEqualTo(201);
    }

    @Test
    void aChangeMayNotMakeAnEndpointLargerThanTheQuota() throws Exception {
        String id = api.endpoint("quota_large").text("id");
        limit("quota_large", "{\"endpointBytes\":300}");

        Answer refused =
                api.send(
                        "PATCH",
                        "/v1/endpoints/" + id,
                        "{\"description\":\"%s\"}".formatted("x".repeat(400)));

        assertProblem(refused, 422, null, "bytes of endpoint configuration, the limit is 300");
        assertThat(api.send("PATCH", "/v1/endpoints/" + id, "{\"description\":\"short\"}").status())
                .isEqualTo(200);
    }

    @Test
    void anEventBeyondTheRateIsRefusedWithTheTimeToWaitAndOthersArePublished() throws Exception {
        limit("quota_events", "{\"eventsPerSecond\":1}");
        Answer last = publish("quota_events");
        for (int i = 0; i < 50 && last.status() == 202; i++) {
            last = publish("quota_events");
        }

        assertProblem(last, 429, null, "has used up its events published per second");
        assertThat(last.text("quota")).isEqualTo("eventsPerSecond");
        assertThat(last.response().headers().firstValue("retry-after")).hasValue("1");
        assertThat(last.response().headers().firstValue("ratelimit"))
                .hasValue("\"eventsPerSecond\";r=0;t=1");
        Answer other = publish("quota_calm");
        assertThat(other.status()).isEqualTo(202);
        assertThat(other.response().headers().firstValue("ratelimit-policy"))
                .hasValue(
                        "\"eventsPerSecond\";q=10000;w=10, \"eventBytesPerSecond\";q=83886080;w=10");
        assertThat(other.response().headers().firstValue("ratelimit").orElseThrow())
                .startsWith("\"eventsPerSecond\";r=9999;t=1, \"eventBytesPerSecond\";r=8388");
    }

    @Test
    void ofABatchOnlyTheEventsOfTheAccountThatIsOverItsRateAreRefused() throws Exception {
        limit("quota_batch", "{\"eventsPerSecond\":0}");
        String events = event("quota_batch") + "," + event("quota_calm");

        Answer mixed = api.post("/v1/events/batch", "{\"events\":[%s]}".formatted(events));
        Answer alone =
                api.post("/v1/events/batch", "{\"events\":[%s]}".formatted(event("quota_batch")));

        assertThat(mixed.status()).isEqualTo(202);
        assertThat(mixed.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(mixed.json().at("/results/0/status").asInt()).isEqualTo(429);
        assertProblem(alone, 429, null, "the limit is 0 (quota eventsPerSecond)");
    }

    @Test
    void callsBeyondTheRateAreRefusedAndOtherAccountsAreAnswered() throws Exception {
        String greedy = key("quota_calls");
        String modest = key("quota_modest");
        limit("quota_calls", "{\"callsPerSecond\":1}");
        Answer last = api.as(greedy, "/v1/endpoints");
        assertThat(last.response().headers().firstValue("ratelimit-policy"))
                .hasValue("\"callsPerSecond\";q=10;w=10");
        for (int i = 0; i < 50 && last.status() == 200; i++) {
            last = api.as(greedy, "/v1/endpoints");
        }

        assertProblem(last, 429, null, "account quota_calls has used up its API calls per second");
        assertThat(api.as(modest, "/v1/endpoints").status()).isEqualTo(200);
    }

    @Test
    void lookUpsAndPortalLinksHaveRatesToo() throws Exception {
        String key = key("quota_looks");
        limit("quota_looks", "{\"lookupsPerSecond\":0,\"portalLinksPerMinute\":0}");

        assertProblem(api.as(key, "/v1/events"), 429, null, "look-ups of events per second");
        assertProblem(
                api.post("/v1/portal-links", "{\"account\":\"quota_looks\"}"),
                429,
                null,
                "portal links per minute");
    }

    @Test
    void aSearchOfTheTopicCountsAsSeveralLookUps() throws Exception {
        publishMany("quota_noise", 4_500);
        String key = key("quota_search");
        limit("quota_search", "{\"lookupsPerSecond\":1}");

        int answered = 0;
        for (int i = 0; i < 10; i++) {
            answered += api.as(key, "/v1/events/evt_%016d".formatted(i)).status() == 404 ? 1 : 0;
        }

        // Ten look-ups may come at once, and each of these counts as three.
        assertThat(answered).isPositive().isLessThan(10);
    }

    private void publishMany(String account, int events) throws Exception {
        limit(account, "{\"eventsPerSecond\":10000}");
        for (int left = events; left > 0; left -= 500) {
            String batch =
                    String.join(",", Collections.nCopies(Math.min(left, 500), event(account)));
            assertThat(api.post("/v1/events/batch", "{\"events\":[%s]}".formatted(batch)).status())
                    .isEqualTo(202);
        }
    }

    @Test
    void anAccountReadsItsOwnQuotasAndChangesNone() throws Exception {
        String key = key("quota_own");
        limit("quota_own", "{\"replays\":3}");

        Answer own = api.as(key, "/v1/accounts/quota_own/quotas");

        assertThat(own.status()).isEqualTo(200);
        assertThat(quota(own, "replays").path("limit").asInt()).isEqualTo(3);
        assertThat(quota(own, "replays").path("own").asBoolean()).isTrue();
        assertThat(quota(own, "endpoints").path("limit").asInt()).isEqualTo(200);
        assertThat(quota(own, "callsPerSecond").path("used").asInt()).isPositive();
        assertThat(api.as(key, "/v1/accounts/quota_other/quotas").status()).isEqualTo(404);
        HttpRequest change =
                api.anonymous("/v1/accounts/quota_own/quotas")
                        .header("Authorization", "Bearer " + key)
                        .PUT(BodyPublishers.ofString("{}"))
                        .build();
        assertThat(api.send(change).status()).isEqualTo(403);
    }

    @Test
    void aLimitThatIsLeftOutIsTheInstallationsAgain() throws Exception {
        limit("quota_back", "{\"endpoints\":7,\"streams\":2}");

        limit("quota_back", "{\"streams\":2}");

        assertThat(quota("quota_back", "endpoints").path("limit").asInt()).isEqualTo(200);
        assertThat(quota("quota_back", "streams").path("limit").asInt()).isEqualTo(2);
    }

    @Test
    void aLimitThatIsNoNumberWithinBoundsIsRefused() throws Exception {
        for (String wrong : List.of("-1", "1.5", "\"7\"", "1000001", "null")) {
            assertProblem(
                    api.send(
                            "PUT",
                            "/v1/accounts/quota_wrong/quotas",
                            "{\"endpoints\":%s}".formatted(wrong)),
                    422,
                    "endpoints",
                    "endpoints is not a whole number from 0 to 1000000");
        }
    }

    @Test
    void refusalsAreCounted() throws Exception {
        limit("quota_counted", "{\"endpoints\":0}");
        api.endpoint("quota_counted");

        assertThat(api.get("/metrics").response().body())
                .containsPattern("hooklane_quota_refused_total\\{quota=\"endpoints\"} [1-9]");
    }

    private void limit(String account, String limits) throws Exception {
        Answer set = api.send("PUT", "/v1/accounts/%s/quotas".formatted(account), limits);
        assertThat(set.status()).as(set.response().body()).isEqualTo(200);
    }

    private JsonNode quota(String account, String name) throws Exception {
        return quota(api.get("/v1/accounts/%s/quotas".formatted(account)), name);
    }

    private static JsonNode quota(Answer answer, String name) {
        return answer.json()
                .path("quotas")
                .valueStream()
                .filter(each -> each.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Answer publish(String account) throws IOException, InterruptedException {
        return api.post("/v1/events", event(account));
    }

    private static String event(String account) {
        return "{\"account\":\"%s\",\"type\":\"message.created\",\"data\":{}}".formatted(account);
    }

    private String key(String account) throws IOException, InterruptedException {
        return api.post(
                        "/v1/keys",
                        "{\"name\":\"it\",\"role\":\"account\",\"account\":\"%s\"}"
                                .formatted(account))
                .text("key");
    }
}

package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryStatus;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts that have or do more than their quotas allow, and others beside them. */
@ExtendWith(SharedApi.class)
final class QuotasApiIT {
    private final ApiFixture api;
    private final QuotaCalls quotas;

    QuotasApiIT(ApiFixture api) {
        this.api = api;
        this.quotas = new QuotaCalls(api);
    }

    @Test
    void anEndpointBeyondTheQuotaIsRefusedWithTheLimitAndWhomToAsk() throws Exception {
        quotas.limit("quota_many", "{\"endpoints\":1}");
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
        quotas.limit("quota_race", "{\"endpoints\":3}");

        assertThat(madeAtOnce(() -> api.endpoint("quota_race"))).isEqualTo(3);
        assertThat(quotas.quota("quota_race", "endpoints").path("used").asInt()).isEqualTo(3);
    }

    /** Returns how many of twenty creations at the same moment succeed. */
    private static int madeAtOnce(Callable<Answer> creation) throws Exception {
        int made = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> each : threads.invokeAll(Collections.nCopies(20, creation))) {
                made += each.get().status() == 201 ? 1 : 0;
            }
        }
        return made;
    }

    @Test
    void aPortalLinkBeyondTheQuotaIsRefusedUntilOneIsRevoked() throws Exception {
        quotas.limit("quota_links", "{\"portalLinks\":1}");
        String id = quotas.portalLink("quota_links").text("id");

        Answer refused = quotas.portalLink("quota_links");

        assertProblem(
                refused,
                422,
                null,
                "account quota_links would have 2 unexpired portal links, the limit is 1");
        assertThat(refused.text("quota")).isEqualTo("portalLinks");
        assertThat(api.send("DELETE", "/v1/portal-links/" + id, "").status()).isEqualTo(204);
        assertThat(quotas.portalLink("quota_links").status()).isEqualTo(201);
    }

    @Test
    void portalLinksAtTheSameMomentDontPassTogether() throws Exception {
        quotas.limit("quota_links_race", "{\"portalLinks\":3}");

        assertThat(madeAtOnce(() -> quotas.portalLink("quota_links_race"))).isEqualTo(3);
        assertThat(quotas.quota("quota_links_race", "portalLinks").path("used").asInt())
                .isEqualTo(3);
    }

    @Test
    void aDeletedEndpointMakesRoomForAnother() throws Exception {
        quotas.limit("quota_room", "{\"endpoints\":1}");
        String id = api.endpoint("quota_room").text("id");
        api.send("DELETE", "/v1/endpoints/" + id, "");

        assertThat(api.endpoint("quota_room").status()).isEqualTo(201);
    }

    @Test
    void aChangeMayNotMakeAnEndpointLargerThanTheQuota() throws Exception {
        String id = api.endpoint("quota_large").text("id");
        quotas.limit("quota_large", "{\"endpointBytes\":300}");

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
    void callsBeyondTheRateAreRefusedAndOtherAccountsAreAnswered() throws Exception {
        String greedy = quotas.key("account", "quota_calls");
        String modest = quotas.key("account", "quota_modest");
        quotas.limit("quota_calls", "{\"callsPerSecond\":1}");
        Answer last = api.as(greedy, "/v1/endpoints");
        assertThat(last.response().headers().firstValue("ratelimit-policy"))
                .hasValue("\"callsPerSecond\";q=10;w=10");
        for (int i = 0; i < 50 && last.status() == 200; i++) {
            last = api.as(greedy, "/v1/endpoints");
        }

        assertProblem(last, 429, null, "account quota_calls has used up its API calls per second");
        assertThat(api.as(modest, "/v1/endpoints").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "quota_key, false, /v1/events",
        "quota_keys_batch, false, /v1/events/batch",
        "quota_session, true, /v1/events",
        "quota_sessions_batch, true, /v1/events/batch",
    })
    void anAttemptToPublishIsACallLikeOthersOfWhoMayNotPublish(
            String account, boolean bySession, String path) throws Exception {
        String caller = bySession ? quotas.session(account) : quotas.key("account", account);
        assertThat(api.as(caller, "POST", path, "{}").status()).isEqualTo(403);
        quotas.limit(account, "{\"callsPerSecond\":0}");

        assertProblem(api.as(caller, "POST", path, "{}"), 429, null, "has used up its API calls");
    }

    @Test
    void whatIsPublishedIsNoCall() throws Exception {
        String publisher = quotas.key("publisher", "quota_publishes");
        quotas.limit("quota_publishes", "{\"callsPerSecond\":0}");
        String event = QuotaCalls.event("quota_publishes");

        assertThat(api.as(publisher, "POST", "/v1/events?by=routes", event).status())
                .isEqualTo(202);
    }

    @Test
    void aManualRetryBeyondTheRateIsRefusedUnlessAnOperatorMakesIt() throws Exception {
        PlayedDeliveries played = new PlayedDeliveries(api);
        Delivery delivery =
                PlayedDeliveries.delivery(
                        api.endpoint("quota_retries").text("id"),
                        played.publish("quota_retries", "evt_quota_retries"));
        api.lane.decide(delivery, new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
        played.known(delivery);
        String key = quotas.key("account", "quota_retries");
        quotas.limit("quota_retries", "{\"retriesPerMinute\":0}");
        String retry = "/v1/deliveries/" + delivery.id() + "/retry";

        Answer refused = api.as(key, "POST", retry, "");

        assertProblem(refused, 429, null, "has used up its manual retries per minute");
        assertThat(refused.text("quota")).isEqualTo("retriesPerMinute");
        assertThat(refused.response().headers().firstValue("retry-after")).hasValue("60");
        assertThat(api.post(retry, "").status()).isEqualTo(202);
    }

    @Test
    void lookUpsAndPortalLinksHaveRatesToo() throws Exception {
        String key = quotas.key("account", "quota_looks");
        quotas.limit("quota_looks", "{\"lookupsPerSecond\":0,\"portalLinksPerMinute\":0}");

        Answer refused = api.as(key, "/v1/events");

        assertProblem(refused, 429, null, "look-ups of events per second");
        assertProblem(
                api.post("/v1/portal-links", "{\"account\":\"quota_looks\"}"),
                429,
                null,
                "portal links per minute");
    }

    @Test
    void anAnswerTellsWhatIsLeftOfEachRateThatTheRequestCountsTowards() throws Exception {
        String key = quotas.key("account", "quota_told");

        Answer looked = api.as(key, "/v1/events/evt_quota_told");
        Answer made = quotas.portalLink("quota_told");

        assertThat(looked.response().headers().firstValue("ratelimit-policy"))
                .hasValue("\"callsPerSecond\";q=500;w=10, \"lookupsPerSecond\";q=100;w=10");
        assertThat(made.response().headers().firstValue("ratelimit"))
                .hasValue("\"portalLinksPerMinute\";r=59;t=1");
    }

    @Test
    void aSearchOfTheTopicCountsAsSeveralLookUps() throws Exception {
        publishMany("quota_noise", 4_500);
        String key = quotas.key("account", "quota_search");
        quotas.limit("quota_search", "{\"lookupsPerSecond\":1}");

        int answered = 0;
        for (int i = 0; i < 10; i++) {
            answered += api.as(key, "/v1/events/evt_%016d".formatted(i)).status() == 404 ? 1 : 0;
        }

        // Ten look-ups may come at once, and each of these counts as three.
        assertThat(answered).isPositive().isLessThan(10);
    }

    private void publishMany(String account, int events) throws Exception {
        quotas.limit(account, "{\"eventsPerSecond\":10000}");
        for (int left = events; left > 0; left -= 500) {
            String batch =
                    String.join(
                            ",",
                            Collections.nCopies(Math.min(left, 500), QuotaCalls.event(account)));
            assertThat(api.post("/v1/events/batch", "{\"events\":[%s]}".formatted(batch)).status())
                    .isEqualTo(202);
        }
    }

    @Test
    void refusalsAreCounted() throws Exception {
        quotas.limit("quota_counted", "{\"endpoints\":0}");
        api.endpoint("quota_counted");

        assertThat(api.get("/metrics").response().body())
                .containsPattern("hooklane_quota_refused_total\\{quota=\"endpoints\"} [1-9]");
    }
}

package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static dev.hooklane.api.QuotaCalls.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts that publish more than their quotas allow, and others beside them. */
@ExtendWith(SharedApi.class)
final class PublishingQuotasApiIT {
    private static final String BYTES = "bytes of events published per second, the limit is ";

    private final ApiFixture api;
    private final QuotaCalls quotas;

    PublishingQuotasApiIT(ApiFixture api) {
        this.api = api;
        this.quotas = new QuotaCalls(api);
    }

    @Test
    void anEventBeyondTheRateIsRefusedWithTheTimeToWaitAndOthersArePublished() throws Exception {
        quotas.limit("quota_events", "{\"eventsPerSecond\":1}");
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
    void bytesBeyondTheRateAreRefusedWithTheTimeToWaitAndOthersArePublished() throws Exception {
        quotas.limit("quota_bytes", "{\"eventBytesPerSecond\":100}");
        String large = event("quota_bytes", "{\"text\":\"%s\"}".formatted("x".repeat(2_000)));
        assertThat(api.post("/v1/events", large).status()).isEqualTo(202);

        Answer refused = api.post("/v1/events", large);

        assertRefusedForItsBytes(refused, 100);
        assertThat(publish("quota_calm").status()).isEqualTo(202);
    }

    @Test
    void ofABatchOnlyTheEventsOfTheAccountThatIsOverItsRateAreRefused() throws Exception {
        quotas.limit("quota_batch", "{\"eventsPerSecond\":0}");
        String events = event("quota_batch") + "," + event("quota_calm");

        Answer mixed = api.post("/v1/events/batch", "{\"events\":[%s]}".formatted(events));
        Answer alone =
                api.post("/v1/events/batch", "{\"events\":[%s]}".formatted(event("quota_batch")));

        assertThat(mixed.status()).isEqualTo(202);
        assertThat(mixed.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(mixed.json().at("/results/0/status").asInt()).isEqualTo(429);
        assertProblem(alone, 429, null, "the limit is 0 (quota eventsPerSecond)");
    }

    @ParameterizedTest
    @CsvSource({
        "quota_broken_direct, /v1/events, {",
        "quota_broken_routed, /v1/events?by=routes, {",
        "quota_broken_batch, /v1/events/batch, {",
        "quota_broken_entry, /v1/events/batch, {\"events\":[{}] ",
    })
    void aBodyThatCantBeReadHasItsPrice(String account, String path, String body) throws Exception {
        String publisher = quotas.key("publisher", account);
        quotas.limit(account, "{\"eventBytesPerSecond\":1000}");
        String broken = body + " ".repeat(20_000) + "x";
        assertThat(api.as(publisher, "POST", path, broken).status()).isEqualTo(400);

        assertRefusedForItsBytes(api.as(publisher, "POST", path, broken), 1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/events", "/v1/events/batch"})
    void aRequestWhoseBodyIsRefusedUnreadCountsAsAnEvent(String path) throws Exception {
        String publisher = quotas.key("publisher", "quota_unread");
        quotas.limit("quota_unread", "{\"eventsPerSecond\":0}");
        HttpRequest packed =
                api.anonymous(path)
                        .header("Authorization", "Bearer " + publisher)
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofString("{}"))
                        .build();

        assertProblem(api.send(packed), 429, null, "has used up its events published per second");
    }

    @Test
    void anEventOfAnotherAccountIsChargedToItsPublisher() throws Exception {
        String publisher = quotas.key("publisher", "quota_payer");
        quotas.limit("quota_payer", "{\"eventBytesPerSecond\":1}");
        quotas.limit("quota_spared", "{\"eventsPerSecond\":0}");

        Answer refused = api.as(publisher, "POST", "/v1/events", event("quota_spared"));

        assertProblem(refused, 404, null, "there is no account quota_spared");
        assertThat(quotas.quota("quota_payer", "eventBytesPerSecond").path("used").asInt())
                .isPositive();
    }

    @Test
    void aBatchOfOneAccountsPublisherCountsItsBytesOnce() throws Exception {
        String publisher = quotas.key("publisher", "quota_once");
        quotas.limit("quota_once", "{\"eventBytesPerSecond\":1000}");
        String event = event("quota_once", "{\"text\":\"%s\"}".formatted("x".repeat(3_000)));

        Answer published =
                api.as(
                        publisher,
                        "POST",
                        "/v1/events/batch",
                        "{\"events\":[%s,%s]}".formatted(event, event));

        assertThat(published.status()).isEqualTo(202);
        assertThat(published.json().path("accepted").asInt()).isEqualTo(2);
        assertThat(published.response().headers().firstValue("ratelimit-policy"))
                .hasValue("\"eventsPerSecond\";q=10000;w=10, \"eventBytesPerSecond\";q=10000;w=10");
    }

    private static void assertRefusedForItsBytes(Answer refused, int limit) {
        assertProblem(refused, 429, null, BYTES + limit + " (quota eventBytesPerSecond); to raise");
        assertThat(refused.text("quota")).isEqualTo("eventBytesPerSecond");
        assertThat(refused.json().path("limit").asInt()).isEqualTo(limit);
        assertThat(refused.response().headers().firstValueAsLong("retry-after").orElse(0))
                .isPositive();
    }

    private Answer publish(String account) throws IOException, InterruptedException {
        return api.post("/v1/events", event(account));
    }
}

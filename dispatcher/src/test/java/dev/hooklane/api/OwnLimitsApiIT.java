package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The limits of one account: who reads and who sets them. */
@ExtendWith(SharedApi.class)
final class OwnLimitsApiIT {
    private final ApiFixture api;
    private final QuotaCalls quotas;

    OwnLimitsApiIT(ApiFixture api) {
        this.api = api;
        this.quotas = new QuotaCalls(api);
    }

    @Test
    void anAccountReadsItsOwnQuotasAndChangesNone() throws Exception {
        String key = quotas.key("account", "quota_own");
        quotas.limit("quota_own", "{\"replays\":3}");

        Answer own = api.as(key, "/v1/accounts/quota_own/quotas");

        assertThat(own.status()).isEqualTo(200);
        assertThat(QuotaCalls.quota(own, "replays").path("limit").asInt()).isEqualTo(3);
        assertThat(QuotaCalls.quota(own, "replays").path("own").asBoolean()).isTrue();
        assertThat(QuotaCalls.quota(own, "endpoints").path("limit").asInt()).isEqualTo(200);
        assertThat(QuotaCalls.quota(own, "callsPerSecond").path("used").asInt()).isPositive();
        assertThat(QuotaCalls.quota(own, "callsPerSecond").path("atOnce").asInt()).isEqualTo(500);
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
        quotas.limit("quota_back", "{\"endpoints\":7,\"streams\":2}");

        quotas.limit("quota_back", "{\"streams\":2}");

        assertThat(quotas.quota("quota_back", "endpoints").path("limit").asInt()).isEqualTo(200);
        assertThat(quotas.quota("quota_back", "streams").path("limit").asInt()).isEqualTo(2);
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
    void theShareOfTheFanOutIsTheInstallationsUntilTheAccountHasItsOwn() throws Exception {
        JsonNode before = quotas.quota("quota_share", "deliveriesPerSecond");

        quotas.limit("quota_share", "{\"deliveriesPerSecond\":20}");

        assertThat(before)
                .hasToString(
                        "{\"name\":\"deliveriesPerSecond\",\"unit\":\"deliveries made per second\","
                                + "\"limit\":5000,\"rate\":true,\"atOnce\":5000,\"own\":false}");
        assertThat(quotas.quota("quota_share", "deliveriesPerSecond"))
                .hasToString(
                        "{\"name\":\"deliveriesPerSecond\",\"unit\":\"deliveries made per second\","
                                + "\"limit\":20,\"rate\":true,\"atOnce\":20,\"own\":true}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1000001", "-1", "1.5", "\"20\"", "null"})
    void aShareThatIsNothingOrTooLargeIsRefused(String share) throws Exception {
        Answer refused =
                api.send(
                        "PUT",
                        "/v1/accounts/quota_no_share/quotas",
                        "{\"deliveriesPerSecond\":%s}".formatted(share));

        assertProblem(
                refused,
                422,
                "deliveriesPerSecond",
                "deliveriesPerSecond is not a whole number from 1 to 1000000");
    }
}

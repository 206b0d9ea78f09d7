package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** Sets accounts' limits, and makes callers that have them. */
record QuotaCalls(ApiFixture api) {
    void limit(String account, String limits) throws IOException, InterruptedException {
        Answer set = api.send("PUT", "/v1/accounts/%s/quotas".formatted(account), limits);
        assertThat(set.status()).as(set.response().body()).isEqualTo(200);
    }

    JsonNode quota(String account, String name) throws IOException, InterruptedException {
        return quota(api.get("/v1/accounts/%s/quotas".formatted(account)), name);
    }

    static JsonNode quota(Answer answer, String name) {
        return answer.json()
                .path("quotas")
                .valueStream()
                .filter(each -> each.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A key of that role for one account. */
    String key(String role, String account) throws IOException, InterruptedException {
        return api.post(
                        "/v1/keys",
                        "{\"name\":\"it\",\"role\":\"%s\",\"account\":\"%s\"}"
                                .formatted(role, account))
                .text("key");
    }

    Answer portalLink(String account) throws IOException, InterruptedException {
        return api.post("/v1/portal-links", "{\"account\":\"%s\"}".formatted(account));
    }

    /** A portal session of an account. */
    String session(String account) throws IOException, InterruptedException {
        return LinkAnswers.exchange(api, portalLink(account).text("url")).text("session");
    }

    static String event(String account) {
        return event(account, "{}");
    }

    static String event(String account, String data) {
        return "{\"account\":\"%s\",\"type\":\"message.created\",\"data\":%s}"
                .formatted(account, data);
    }
}

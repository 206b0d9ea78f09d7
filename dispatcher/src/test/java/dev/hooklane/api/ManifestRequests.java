package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import tools.jackson.databind.JsonNode;

/** Applies objects of manifests, one in each request. */
record ManifestRequests(ApiFixture api) {
    static final String OWNER = "shop-team";

    JsonNode apply(String object, String more) throws Exception {
        return applyAs(OWNER, object, more);
    }

    JsonNode applyAs(String owner, String object, String more) throws Exception {
        Answer answer =
                api.post(
                        "/v1/manifest/apply",
                        "{\"owner\":\"%s\",\"objects\":[%s]%s}"
                                .formatted(owner, object, more.isEmpty() ? "" : "," + more));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json().path("results").path(0);
    }

    static String result(JsonNode applied) {
        return applied.path("result").asString();
    }

    static String removal(String kind, String field, String value) {
        return "{\"kind\":\"%s\",\"%s\":\"%s\",\"remove\":true}".formatted(kind, field, value);
    }

    String owned(String owner, String account) throws Exception {
        return api.get("/v1/manifest/owned?owner=%s&account=%s".formatted(owner, account))
                .response()
                .body();
    }
}

package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Endpoints and accounts are found by a part of what they are called. */
@ExtendWith(SharedApi.class)
class SearchApiIT {
    private final ApiFixture api;

    SearchApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void endpointsAreSearchedByUrlDescriptionAndId() throws Exception {
        String id = api.endpoint("sought").text("id");
        api.send("PATCH", "/v1/endpoints/" + id, "{\"description\":\"Orders of Zebra\"}");
        String all = "/v1/endpoints?account=sought&search=";

        assertThat(api.get(all + "zebra").json().path("endpoints").size()).isOne();
        assertThat(api.get(all + id.substring(3, 9)).json().path("endpoints").size()).isOne();
        assertThat(api.get(all + "zebras").json().path("endpoints").size()).isZero();
        assertThat(api.get("/v1/endpoints?account=nobody&search=zebra").json().path("endpoints"))
                .isEmpty();
    }

    @Test
    void accountsAreSearchedByAPartOfTheirId() throws Exception {
        api.endpoint("sought-one");
        api.endpoint("sought-two");

        assertThat(
                        api.get("/v1/accounts?search=ght-o")
                                .json()
                                .path("accounts")
                                .valueStream()
                                .map(each -> each.path("id").asString("")))
                .containsExactly("sought-one");
        assertThat(api.get("/v1/accounts?search=%25").json().path("accounts")).isEmpty();
    }
}

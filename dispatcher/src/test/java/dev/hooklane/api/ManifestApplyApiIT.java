package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.endpoint.EndpointId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Endpoints become what a manifest says, unless somebody else wants them otherwise. */
@ExtendWith(SharedApi.class)
class ManifestApplyApiIT {
    private static final String OWNER = "shop-team";

    private final ApiFixture api;

    ManifestApplyApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void anEndpointIsMadeOnceAndStaysAsItIs() throws Exception {
        String object = object("app_once", "\"description\":\"CRM\"");

        JsonNode planned = apply(OWNER, object, "\"dryRun\":true");
        JsonNode made = apply(OWNER, object, "");
        JsonNode again = apply(OWNER, object, "");

        assertThat(planned.path("result").asString()).isEqualTo("created");
        assertThat(planned.path("secret").isNull()).isTrue();
        assertThat(made.path("result").asString()).isEqualTo("created");
        assertThat(made.path("secret").asString()).startsWith("whsec_");
        assertThat(again.path("result").asString()).isEqualTo("unchanged");
        assertThat(again.path("secret").isNull()).isTrue();
        assertThat(again.path("id")).isEqualTo(made.path("id"));
        assertThat(api.get("/v1/endpoints?account=app_once").json().path("endpoints").size())
                .isEqualTo(1);
    }

    @Test
    void aChangeInTheFileIsAppliedAndAChangeByHandIsAConflict() throws Exception {
        String id =
                apply(OWNER, object("app_hand", "\"description\":\"one\""), "")
                        .path("id")
                        .asString();

        JsonNode changed = apply(OWNER, object("app_hand", "\"description\":\"two\""), "");
        api.send("PATCH", "/v1/endpoints/" + id, "{\"description\":\"by hand\"}");
        JsonNode conflict = apply(OWNER, object("app_hand", "\"description\":\"three\""), "");
        String kept = description(id);
        JsonNode forced =
                apply(OWNER, object("app_hand", "\"description\":\"three\""), "\"force\":true");

        assertThat(changed.path("result").asString()).isEqualTo("changed");
        assertThat(changed.path("fields").toString())
                .isEqualTo(
                        "[{\"field\":\"description\",\"from\":\"one\",\"to\":\"two\",\"conflict\":null}]");
        assertThat(conflict.path("result").asString()).isEqualTo("conflict");
        assertThat(conflict.path("fields").path(0).path("conflict").asString())
                .isEqualTo("it was changed by hand since it was applied");
        assertThat(kept).isEqualTo("by hand");
        assertThat(forced.path("result").asString()).isEqualTo("changed");
        assertThat(description(id)).isEqualTo("three");
    }

    @Test
    void aConflictLeavesTheOtherFieldsToo() throws Exception {
        String id =
                apply(OWNER, object("app_whole", "\"description\":\"one\""), "")
                        .path("id")
                        .asString();
        api.send("PATCH", "/v1/endpoints/" + id, "{\"description\":\"by hand\"}");

        apply(OWNER, object("app_whole", "\"description\":\"two\",\"timeout\":\"5s\""), "");

        assertThat(api.get("/v1/endpoints/" + id).json().path("timeout").isNull()).isTrue();
    }

    @Test
    void whatTheFileDoesNotNameIsTheConsoles() throws Exception {
        String id =
                apply(OWNER, object("app_rest", "\"timeout\":\"5s\""), "").path("id").asString();
        api.send(
                "PATCH",
                "/v1/endpoints/" + id,
                "{\"description\":\"by hand\",\"state\":\"paused\"}");

        JsonNode again = apply(OWNER, object("app_rest", "\"timeout\":\"5s\""), "");
        JsonNode dropped = apply(OWNER, object("app_rest", "\"maxInFlight\":2"), "");

        assertThat(again.path("result").asString()).isEqualTo("unchanged");
        assertThat(dropped.path("result").asString()).isEqualTo("changed");
        JsonNode read = api.get("/v1/endpoints/" + id).json();
        assertThat(read.path("timeout").isNull()).isTrue();
        assertThat(read.path("maxInFlight").asInt()).isEqualTo(2);
        assertThat(read.path("description").asString()).isEqualTo("by hand");
        assertThat(read.path("state").asString()).isEqualTo("paused");
    }

    @Test
    void twoOwnersDescribeTheSameEndpointAndNeitherTakesTheOthersFields() throws Exception {
        String id = apply(OWNER, object("app_two", "\"timeout\":\"5s\""), "").path("id").asString();
        String other = "{\"kind\":\"endpoint\",\"id\":\"%s\",\"account\":\"app_two\",%s}";

        JsonNode own = apply("platform", other.formatted(id, "\"maxInFlight\":3"), "");
        JsonNode taken =
                apply("platform", other.formatted(id, "\"maxInFlight\":3,\"timeout\":\"9s\""), "");

        assertThat(own.path("result").asString()).isEqualTo("changed");
        assertThat(taken.path("fields").path(0).path("conflict").asString())
                .isEqualTo("it is shop-team's");
        assertThat(
                        apply(OWNER, object("app_two", "\"timeout\":\"5s\""), "")
                                .path("result")
                                .asString())
                .isEqualTo("unchanged");
    }

    @Test
    void secretValuesAreComparedAndNeverShown() throws Exception {
        String id =
                apply(OWNER, object("app_secret", "\"headers\":{\"X-Token\":\"one\"}"), "")
                        .path("id")
                        .asString();

        JsonNode hidden =
                apply(OWNER, object("app_secret", "\"headers\":{\"X-Token\":\"(set)\"}"), "");
        JsonNode changed =
                apply(OWNER, object("app_secret", "\"headers\":{\"X-Token\":\"t0p\"}"), "");

        assertThat(hidden.path("result").asString()).isEqualTo("unchanged");
        assertThat(changed.path("fields").toString())
                .contains("(set)")
                .doesNotContain("one", "t0p");
        assertThat(api.directory.find(new EndpointId(id)).orElseThrow().headers())
                .containsEntry("X-Token", "t0p");
    }

    @Test
    void anEndpointMadeByHandIsAdoptedIfItIsTheSame() throws Exception {
        Answer made = api.endpoint("app_adopt");
        JsonNode exported =
                api.get("/v1/manifest?account=app_adopt").json().path("objects").path(0);

        JsonNode adopted = apply(OWNER, exported.toString(), "");
        JsonNode again = apply(OWNER, exported.toString(), "");

        assertThat(adopted.path("result").asString()).isEqualTo("adopted");
        assertThat(again.path("result").asString()).isEqualTo("unchanged");
        assertThat(owned(OWNER)).contains(made.text("id"));
    }

    @Test
    void onlyWhatIsTheOwnersAloneIsRemoved() throws Exception {
        String id = apply(OWNER, object("app_gone", ""), "").path("id").asString();
        String hand = api.endpoint("app_gone").text("id");

        JsonNode ofHand = apply(OWNER, removal(hand), "");
        JsonNode ofOther = apply("platform", removal(id), "");
        JsonNode planned = apply(OWNER, removal(id), "\"dryRun\":true");
        int stillThere = api.get("/v1/endpoints/" + id).status();
        JsonNode removed = apply(OWNER, removal(id), "");

        assertThat(ofHand.path("result").asString()).isEqualTo("conflict");
        assertThat(ofOther.path("result").asString()).isEqualTo("conflict");
        assertThat(planned.path("result").asString()).isEqualTo("removed");
        assertThat(stillThere).isEqualTo(200);
        assertThat(removed.path("result").asString()).isEqualTo("removed");
        assertThat(api.get("/v1/endpoints/" + id).status()).isEqualTo(404);
        assertThat(api.get("/v1/endpoints/" + hand).status()).isEqualTo(200);
        assertThat(owned(OWNER)).doesNotContain(id);
    }

    @Test
    void rulesAndQuotasHoldAndABadObjectIsRefusedAlone() throws Exception {
        api.send("PUT", "/v1/accounts/app_rules/quotas", "{\"endpoints\":1}");

        Answer answer =
                api.post(
                        "/v1/manifest/apply",
                        "{\"owner\":\"o\",\"objects\":[%s,%s,%s,%s]}"
                                .formatted(
                                        object("app_rules", "\"timeout\":\"5h\""),
                                        object("app_rules", ""),
                                        object("app_rules", "").replace("\"crm\"", "\"second\""),
                                        "{\"kind\":\"quotas\",\"account\":\"app_rules\"}"));

        assertThat(
                        answer.json()
                                .path("results")
                                .valueStream()
                                .map(each -> each.path("result").asString()))
                .containsExactly("refused", "created", "refused", "refused");
        assertThat(
                        answer.json()
                                .path("results")
                                .valueStream()
                                .map(each -> each.path("code").asString("none")))
                .containsExactly("invalid_field", "none", "quota_exceeded", "invalid_field");
        assertThat(answer.json().path("results").path(0).path("detail").asString())
                .contains("timeout is 5h");
        assertProblem(
                api.post("/v1/manifest/apply", "{\"owner\":\"a b\",\"objects\":[{}]}"),
                422,
                "owner",
                "1 to 64");
        assertProblem(api.get("/v1/manifest/owned?owner=-a"), 422, "owner", "1 to 64");
    }

    private static String object(String account, String more) {
        return """
        {"kind":"endpoint","name":"crm","account":"%s","url":"https://8.8.8.8/hook","eventTypes":["message.*"]%s}\
        """
                .formatted(account, more.isEmpty() ? "" : "," + more);
    }

    private static String removal(String id) {
        return "{\"kind\":\"endpoint\",\"id\":\"%s\",\"remove\":true}".formatted(id);
    }

    private JsonNode apply(String owner, String object, String more) throws Exception {
        Answer answer =
                api.post(
                        "/v1/manifest/apply",
                        "{\"owner\":\"%s\",\"objects\":[%s]%s}"
                                .formatted(owner, object, more.isEmpty() ? "" : "," + more));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json().path("results").path(0);
    }

    private String description(String id) throws Exception {
        return api.get("/v1/endpoints/" + id).text("description");
    }

    private String owned(String owner) throws Exception {
        return api.get("/v1/manifest/owned?limit=1000&owner=" + owner).response().body();
    }
}

package dev.hooklane.api;

import static dev.hooklane.api.ManifestRequests.removal;
import static dev.hooklane.api.ManifestRequests.result;
import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Event types become what a manifest says, and every refusal has its code. */
@ExtendWith(SharedApi.class)
class ManifestTypesApiIT {
    private final ApiFixture api;
    private final ManifestRequests manifests;

    ManifestTypesApiIT(ApiFixture api) {
        this.api = api;
        this.manifests = new ManifestRequests(api);
    }

    @Test
    void aTypeIsPlannedAddedAndLeftAlone() throws Exception {
        String type = type("KindAdded", "Added.");

        String planned = result(manifests.apply(type, "\"dryRun\":true"));
        int unknown = api.get("/v1/event-types/KindAdded").status();
        String made = result(manifests.apply(type, ""));
        String again = result(manifests.apply(type, ""));

        assertThat(planned).isEqualTo("created");
        assertThat(unknown).isEqualTo(404);
        assertThat(made).isEqualTo("created");
        assertThat(again).isEqualTo("unchanged");
        assertThat(api.get("/v1/event-types/KindAdded").text("description")).isEqualTo("Added.");
    }

    @Test
    void aTypeThatWasChangedByHandIsAConflictAndStays() throws Exception {
        manifests.apply(type("KindHand", "One."), "");
        api.send(
                "PUT",
                "/v1/event-types/KindHand",
                "{\"description\":\"By hand.\",\"example\":{\"n\":1}}");

        JsonNode conflict = manifests.apply(type("KindHand", "Two."), "");
        String kept = api.get("/v1/event-types/KindHand").text("description");
        JsonNode forced = manifests.apply(type("KindHand", "Two."), "\"force\":true");

        assertThat(result(conflict)).isEqualTo("conflict");
        assertThat(conflict.path("fields").toString())
                .contains("description", "it was changed by hand since it was applied");
        assertThat(kept).isEqualTo("By hand.");
        assertThat(result(forced)).isEqualTo("changed");
        assertThat(api.get("/v1/event-types/KindHand").text("description")).isEqualTo("Two.");
    }

    @Test
    void aTypeOfHooklaneFallsBackToWhatItCameWith() throws Exception {
        String name = "bot.published";
        String before = api.get("/v1/event-types/" + name).text("description");

        String changed =
                result(
                        manifests.apply(
                                "{\"kind\":\"eventType\",\"name\":\"%s\",\"description\":\"Ours.\"}"
                                        .formatted(name),
                                ""));
        String ours = api.get("/v1/event-types/" + name).text("description");
        String removed = result(manifests.apply(removal("eventType", "name", name), ""));

        assertThat(changed).isEqualTo("changed");
        assertThat(ours).isEqualTo("Ours.");
        assertThat(removed).isEqualTo("removed");
        assertThat(api.get("/v1/event-types/" + name).text("description")).isEqualTo(before);
    }

    @Test
    void aTypeIsArchivedBeforeItIsRemoved() throws Exception {
        String type = type("KindGone", "Gone.");
        manifests.apply(type, "");

        JsonNode inUse =
                manifests.apply(removal("eventType", "name", "KindGone"), "\"force\":true");
        manifests.apply(type.replace("{\"kind\"", "{\"archived\":true,\"kind\""), "");
        JsonNode ofOther =
                manifests.applyAs("platform", removal("eventType", "name", "KindGone"), "");
        JsonNode removed = manifests.apply(removal("eventType", "name", "KindGone"), "");

        assertThat(result(inUse)).isEqualTo("refused");
        assertThat(inUse.path("code").asString()).isEqualTo("type_in_use");
        assertThat(result(ofOther)).isEqualTo("conflict");
        assertThat(result(removed)).isEqualTo("removed");
        assertThat(api.get("/v1/event-types/KindGone").status()).isEqualTo(404);
    }

    @Test
    void anEndpointIsPlannedWithATypeThatIsPlannedToo() throws Exception {
        String endpoint =
                """
                {"kind":"endpoint","name":"crm","account":"kind_plan","url":"https://8.8.8.8/hook","eventTypes":["KindPlanned"]}\
                """;

        JsonNode alone = manifests.apply(endpoint, "\"dryRun\":true");
        JsonNode together =
                manifests.apply(endpoint, "\"dryRun\":true,\"plannedTypes\":[\"KindPlanned\"]");

        assertThat(alone.path("code").asString()).isEqualTo("unknown_event_type");
        assertThat(result(together)).isEqualTo("created");
        assertProblem(
                api.post(
                        "/v1/manifest/apply",
                        "{\"owner\":\"o\",\"plannedTypes\":[\"A\"],\"objects\":[%s]}"
                                .formatted(endpoint)),
                422,
                "plannedTypes",
                "only for a dryRun");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind':'key','name':'root','role':'operator'}|invalid_field",
                "{'kind':'key','id':'key_0000000000000000'}|not_found",
                "{'kind':'key','name':'x','role':'account'}|invalid_field",
                "{'kind':'quotas','account':'kind_bad','limits':{'rockets':1}}|invalid_field",
                "{'kind':'quotas','account':'kind_bad','limits':{'replays':-1}}|invalid_field",
                "{'kind':'quotas','account':'kind_bad','limits':{'deliveriesPerSecond':0}}|invalid_field",
                "{'kind':'quotas','account':'kind_bad'}|invalid_field",
                "{'kind':'eventType','name':'KindBare'}|invalid_field",
                "{'kind':'eventType','name':'message.created','colour':1}|invalid_field",
                "{'kind':'eventType','name':'endpoint.disabled','archived':true}|built_in_type",
                "{'kind':'eventType','name':'endpoint.new','description':'d','example':{}}|built_in_type",
                "{'kind':'eventType','name':'MESSAGE.created','description':'d','example':{}}|exists_already"
            })
    void whatBreaksARuleIsRefusedWithItsCode(String object, String code) throws Exception {
        JsonNode refused = manifests.apply(object.replace('\'', '"'), "");

        assertThat(result(refused)).isEqualTo("refused");
        assertThat(refused.path("code").asString()).isEqualTo(code);
    }

    @Test
    void aRestoredObjectThatIsRefusedHasItsCodeToo() throws Exception {
        Answer answer =
                api.post(
                        "/v1/manifest/restore",
                        """
                        {"objects":[{"kind":"eventType","name":"message.created","description":"d","example":{},"archived":1},
                        {"kind":"quotas","account":"kind_code","limits":{"streams":1}},
                        {"kind":"quotas","account":"kind_code","limits":{"streams":2}}]}\
                        """);

        assertThat(
                        answer.json()
                                .path("results")
                                .valueStream()
                                .map(each -> each.path("code").asString("none")))
                .containsExactly("invalid_field", "none", "exists_already");
    }

    private static String type(String name, String description) {
        return """
        {"kind":"eventType","name":"%s","description":"%s","example":{"n":1}}\
        """
                .formatted(name, description);
    }
}

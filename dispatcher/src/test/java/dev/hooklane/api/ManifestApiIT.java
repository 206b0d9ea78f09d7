package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.endpoint.EndpointId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What describes an installation is listed, and brought back as it was. */
@ExtendWith(SharedApi.class)
class ManifestApiIT {
    private final ApiFixture api;

    ManifestApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void anAccountsObjectsAreListedInTheSameWordsEachTime() throws Exception {
        api.send("PUT", "/v1/accounts/man_list/quotas", "{\"endpoints\":7}");
        Answer made = make("man_list");
        api.endpoint("man_list");
        api.endpoint("man_other");

        Answer listed = api.get("/v1/manifest?account=man_list");

        assertThat(kinds(listed)).containsExactly("quotas", "endpoint", "endpoint");
        assertThat(listed.response().body())
                .isEqualTo(api.get("/v1/manifest?account=man_list").response().body())
                .contains("\"limits\":{\"endpoints\":7}", made.text("id"))
                .doesNotContain(made.text("secret"), "t0ps3cret", "createdAt", "updatedAt");
    }

    @Test
    void pagesHaveEverythingOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            api.endpoint("man_pages");
        }
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = api.get("/v1/manifest?account=man_pages&limit=2" + cursor);
            page.json().path("objects").forEach(each -> ids.add(each.path("id").asString()));
            cursor = page.text("next").isEmpty() ? "" : "&cursor=" + page.text("next");
        } while (!cursor.isEmpty());

        assertThat(ids).hasSize(5).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void aDeletedEndpointComesBackWithItsIdSecretHeadersAndState() throws Exception {
        Answer made = make("man_back");
        api.send("PATCH", "/v1/endpoints/" + made.text("id"), "{\"state\":\"paused\"}");
        JsonNode before = endpoint("man_back");
        api.send("DELETE", "/v1/endpoints/" + made.text("id"), "");

        Answer restored = restore(before);
        Answer repeated = restore(before);

        assertThat(result(restored, "result")).isEqualTo("restored");
        assertThat(result(repeated, "result")).isEqualTo("unchanged");
        assertThat(endpoint("man_back")).isEqualTo(before);
        var endpoint = api.directory.find(new EndpointId(made.text("id"))).orElseThrow();
        assertThat(endpoint.secrets().getFirst().text()).isEqualTo(made.text("secret"));
        assertThat(endpoint.headers()).containsEntry("X-Token", "t0ps3cret");
        assertThat(endpoint.state().name()).isEqualTo("paused");
        assertThat(endpoint.signingKeys()).hasSize(1);
    }

    @Test
    void anEndpointThatWasChangedSinceIsLeftAsItIs() throws Exception {
        Answer made = make("man_differs");
        JsonNode before = endpoint("man_differs");
        api.send("PATCH", "/v1/endpoints/" + made.text("id"), "{\"description\":\"new\"}");

        Answer refused = restore(before);

        assertThat(result(refused, "result")).isEqualTo("refused");
        assertThat(result(refused, "detail"))
                .isEqualTo(
                        "endpoint %s exists already, and differs; it is left as it is"
                                .formatted(made.text("id")));
        assertThat(api.get("/v1/endpoints/" + made.text("id")).text("description"))
                .isEqualTo("new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "account", "eventTypes", "description", "id", "sealed"})
    void whatWasEditedRestoresNothing(String field) throws Exception {
        Answer made = make("man_edit_" + field);
        ObjectNode edited = (ObjectNode) endpoint("man_edit_" + field);
        api.send("DELETE", "/v1/endpoints/" + made.text("id"), "");
        edited.put(field, field.equals("id") ? "ep_0000000000000000" : "changed");

        Answer refused = restore(edited);

        assertThat(result(refused, "result")).isEqualTo("refused");
        assertThat(result(refused, "detail")).containsAnyOf("is not as it was", "opens what is");
        assertThat(api.get("/v1/endpoints/" + made.text("id")).status()).isEqualTo(404);
    }

    @Test
    void nobodyMakesAnOperatorsKeyOfAnothersText() throws Exception {
        Answer made =
                api.post(
                        "/v1/keys",
                        "{\"name\":\"m\",\"role\":\"account\",\"account\":\"man_key\"}");
        ObjectNode key = (ObjectNode) objects("man_key").getFirst();
        assertThat(key.path("id").asString()).isEqualTo(made.text("id"));
        assertThat(key.toString()).doesNotContain(made.text("key"));
        ObjectNode other = key.deepCopy().put("role", "operator");
        ObjectNode asEndpoint = key.deepCopy().put("kind", "endpoint");

        assertThat(result(restore(key), "result")).isEqualTo("unchanged");
        assertThat(result(restore(other), "detail")).contains("role of", "is not as it was");
        assertThat(result(restore(asEndpoint), "result")).isEqualTo("refused");
    }

    @Test
    void aRevokedKeyDoesNotComeBack() throws Exception {
        Answer made =
                api.post(
                        "/v1/keys",
                        "{\"name\":\"m\",\"role\":\"account\",\"account\":\"man_gone\"}");
        JsonNode key = objects("man_gone").getFirst();
        api.send("DELETE", "/v1/keys/" + made.text("id"), "");

        assertThat(result(restore(key), "detail")).contains("exists already, and differs");
        assertThat(objects("man_gone")).isEmpty();
    }

    @Test
    void typesAndQuotasComeBackAndThoseThatDifferStay() throws Exception {
        String type =
                """
                {"kind":"eventType","name":"ManifestPaid","description":"Paid.","example":{"n":1.5},"schema":{"type":"object"},"archived":true}\
                """;
        String quotas =
                "{\"kind\":\"quotas\",\"account\":\"man_quota\",\"limits\":{\"endpoints\":3}}";

        assertThat(result(restore(json(type)), "result")).isEqualTo("restored");
        assertThat(result(restore(json(type)), "result")).isEqualTo("unchanged");
        assertThat(result(restore(json(type.replace("Paid.", "Other."))), "detail"))
                .isEqualTo(
                        "event type ManifestPaid exists already, and differs; it is left as it is");
        assertThat(api.get("/v1/event-types/ManifestPaid").json().path("archived").asBoolean())
                .isTrue();
        assertThat(api.get("/v1/manifest?limit=1000").response().body()).contains(type);
        assertThat(result(restore(json(quotas)), "result")).isEqualTo("restored");
        assertThat(result(restore(json(quotas)), "result")).isEqualTo("unchanged");
        assertThat(result(restore(json(quotas.replace("3", "4"))), "detail"))
                .contains("quotas of account man_quota exists already");
    }

    @Test
    void aBadObjectIsRefusedAloneAndABadRequestAsAWhole() throws Exception {
        Answer some =
                api.post(
                        "/v1/manifest/restore",
                        """
                        {"objects":[{"kind":"eventType"},{"kind":"endpoint","id":"x"},{"kind":"key","id":"key_0000000000000000"},
                        {"kind":"quotas","account":"man_one","limits":{"endpoints":-1}}]}\
                        """);

        assertThat(some.status()).isEqualTo(200);
        assertThat(
                        some.json()
                                .path("results")
                                .valueStream()
                                .map(each -> each.path("result").asString()))
                .containsExactly("refused", "refused", "refused", "refused");
        assertProblem(
                api.post("/v1/manifest/restore", "{\"objects\":[7]}"),
                422,
                "objects",
                "other than objects");
        assertProblem(
                api.post("/v1/manifest/restore", "{\"objects\":[]}"), 422, "objects", "1 to 200");
        assertProblem(api.post("/v1/manifest/restore", "{}"), 422, "objects", "1 to 200");
        assertProblem(
                api.post("/v1/manifest/restore", "{\"object\":[]}"),
                422,
                "object",
                "is unknown here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"publisher", "viewer", "account"})
    void onlyOperatorsSeeAndRestoreIt(String role) throws Exception {
        String account = role.equals("account") ? ",\"account\":\"man_role\"" : "";
        String key =
                api.post("/v1/keys", "{\"name\":\"r\",\"role\":\"%s\"%s}".formatted(role, account))
                        .text("key");

        assertThat(api.as(key, "GET", "/v1/manifest", "").status()).isEqualTo(403);
        assertThat(
                        api.as(
                                        key,
                                        "POST",
                                        "/v1/manifest/restore",
                                        "{\"objects\":[{\"kind\":\"key\"}]}")
                                .status())
                .isEqualTo(403);
    }

    private Answer make(String account) throws Exception {
        return api.post(
                "/v1/endpoints",
                """
                {"account":"%s","url":"https://8.8.8.8/hook","eventTypes":["*"],"headers":{"X-Token":"t0ps3cret","X-B":"b"},
                "signature":"ed25519","rateLimit":{"perSecond":10,"burst":20}}\
                """
                        .formatted(account));
    }

    private JsonNode endpoint(String account) throws Exception {
        return objects(account).stream()
                .filter(each -> each.path("kind").asString().equals("endpoint"))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> objects(String account) throws Exception {
        return api.get("/v1/manifest?account=" + account)
                .json()
                .path("objects")
                .valueStream()
                .toList();
    }

    private Answer restore(JsonNode object) throws Exception {
        return api.post("/v1/manifest/restore", "{\"objects\":[%s]}".formatted(object));
    }

    private static String result(Answer answer, String field) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json().path("results").path(0).path(field).asString("");
    }

    private static List<String> kinds(Answer listed) {
        return listed.json()
                .path("objects")
                .valueStream()
                .map(each -> each.path("kind").asString())
                .toList();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}

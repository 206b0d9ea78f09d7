package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static dev.hooklane.api.TypeRequests.BODY;
import static dev.hooklane.api.TypeRequests.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The catalogue is read, extended, changed and archived; publishing and endpoints follow it. */
@ExtendWith(SharedApi.class)
class EventTypesApiIT {
    private final ApiFixture api;
    private final TypeRequests requests;

    EventTypesApiIT(ApiFixture api) {
        this.api = api;
        this.requests = new TypeRequests(api);
    }

    @Test
    void theCatalogueThatComesWithHooklaneIsThere() throws Exception {
        JsonNode types = api.get("/v1/event-types?limit=500").json().path("eventTypes");
        Answer one = api.get("/v1/event-types/conversation.completed");

        assertThat(types.valueStream().map(type -> type.path("name").asString()))
                .isSorted()
                .contains("conversation.created", "webhook.test", "delivery.exhausted");
        assertThat(one.text("group")).isEqualTo("conversation");
        assertThat(one.text("description")).isEqualTo("A conversation was marked as resolved.");
        assertThat(one.json().path("example").path("conversationId").asString())
                .isEqualTo("conv_123456");
        assertThat(one.json().path("builtIn").asBoolean()).isTrue();
        assertThat(one.json().path("schema").isNull()).isTrue();
    }

    @Test
    void theListComesInPages() throws Exception {
        Answer first = api.get("/v1/event-types?limit=2");
        Answer second = api.get("/v1/event-types?limit=2&cursor=" + first.text("next"));

        assertThat(names(first)).hasSize(2);
        assertThat(names(second)).hasSize(2).doesNotContainAnyElementsOf(names(first));
    }

    @Test
    void anAddedTypeCanBeReadPublishedAndAskedFor() throws Exception {
        Answer added = api.send("PUT", "/v1/event-types/shop_a.paid", BODY);
        Answer read = api.get("/v1/event-types/shop_a.paid");

        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        assertThat(read.json()).isEqualTo(added.json());
        assertThat(tag(read)).isEqualTo(tag(added));
        assertThat(read.json().path("builtIn").asBoolean()).isFalse();
        assertThat(read.text("schemaSince")).isEqualTo(read.text("updatedAt"));
        assertThat(publish("shop_a.paid", "{\"orderId\":\"o\"}").status()).isEqualTo(202);
        assertThat(requests.endpoint("shop_a.paid").status()).isEqualTo(201);
        assertThat(requests.endpoint("shop_a.*").status()).isEqualTo(201);
    }

    @Test
    void aSchemaThatStaysKeepsItsAge() throws Exception {
        Answer added = api.send("PUT", "/v1/event-types/shop_c.paid", BODY);
        Answer described =
                api.send("PUT", "/v1/event-types/shop_c.paid", BODY.replace("was paid", "is paid"));

        assertThat(described.text("schemaSince")).isEqualTo(added.text("schemaSince"));
        assertThat(Instant.parse(described.text("updatedAt")))
                .isAfter(Instant.parse(added.text("updatedAt")));
    }

    @Test
    void dataIsHeldToTheSchemaAndEachEventOfABatchAlone() throws Exception {
        api.send("PUT", "/v1/event-types/shop_d.paid", BODY);

        Answer wrong = publish("shop_d.paid", "{\"amount\":\"secret\"}");
        Answer batch =
                api.post(
                        "/v1/events/batch",
                        """
                        {"events":[
                         {"account":"acct_types","type":"shop_d.paid","data":{"orderId":"o","amount":1}},
                         {"account":"acct_types","type":"shop_d.paid","data":{"orderId":"o","amount":1.5}}]}
                        """);

        assertProblem(
                wrong,
                422,
                "data",
                "does not match the schema of shop_d.paid: /amount string found, integer expected; required property 'orderId' not found");
        assertThat(batch.json().path("accepted").asInt()).isEqualTo(1);
        JsonNode refused = batch.json().path("results").path(1);
        assertThat(refused.path("field").asString()).isEqualTo("data");
        assertThat(refused.path("detail").asString()).contains("/amount number found");
    }

    @Test
    void anArchivedTypeTakesNoEventsAndNoNewEndpoints() throws Exception {
        api.send("PUT", "/v1/event-types/shop_e.paid", BODY);
        String before = "/v1/endpoints/" + requests.endpoint("shop_e.paid").text("id");

        Answer archived = api.post("/v1/event-types/shop_e.paid/archive", "");
        Answer again = api.post("/v1/event-types/shop_e.paid/archive", "");

        assertThat(archived.status()).isEqualTo(200);
        assertThat(archived.json().path("archived").asBoolean()).isTrue();
        assertThat(again.json()).isEqualTo(archived.json());
        assertProblem(
                publish("shop_e.paid", "{\"orderId\":\"o\"}"),
                422,
                "type",
                "event type shop_e.paid is archived since " + archived.text("archivedAt"));
        assertProblem(
                requests.endpoint("shop_e.paid"), 422, "eventTypes", "'shop_e.paid' is archived");
        assertProblem(requests.endpoint("shop_e.*"), 422, "eventTypes", "'shop_e.*' is not in the");
        Answer kept =
                api.send("PATCH", before, "{\"eventTypes\":[\"shop_e.paid\",\"message.created\"]}");
        assertThat(kept.status()).as(kept.response().body()).isEqualTo(200);
        assertThat(names(api.get("/v1/event-types?archived=true&limit=500")))
                .contains("shop_e.paid");
        assertThat(names(api.get("/v1/event-types?archived=false&limit=500")))
                .doesNotContain("shop_e.paid");
    }

    @Test
    void aRestoredTypeTakesEventsAgain() throws Exception {
        api.send("PUT", "/v1/event-types/shop_f.paid", BODY);
        api.post("/v1/event-types/shop_f.paid/archive", "");
        Answer changed = api.send("PUT", "/v1/event-types/shop_f.paid", BODY);

        Answer restored = api.post("/v1/event-types/shop_f.paid/restore", "");

        assertThat(changed.json().path("archived").asBoolean()).isTrue();
        assertThat(restored.json().path("archived").asBoolean()).isFalse();
        assertThat(publish("shop_f.paid", "{\"orderId\":\"o\"}").status()).isEqualTo(202);
    }

    @Test
    void aTypeIsDeletedOnceItIsArchived() throws Exception {
        api.send("PUT", "/v1/event-types/shop_g.paid", BODY);
        Answer inUse = api.send("DELETE", "/v1/event-types/shop_g.paid", "");
        api.post("/v1/event-types/shop_g.paid/archive", "");

        Answer deleted = api.send("DELETE", "/v1/event-types/shop_g.paid", "");

        assertProblem(inUse, 409, null, "shop_g.paid is in use; archive it before");
        assertThat(deleted.status()).isEqualTo(204);
        assertProblem(
                api.get("/v1/event-types/shop_g.paid"), 404, null, "no event type shop_g.paid");
        assertProblem(publish("shop_g.paid", "{}"), 422, "type", "is not in the catalogue");
    }

    @Test
    void aBuiltInTypeIsDescribedAnewAndArchivedButNotDeleted() throws Exception {
        String path = "/v1/event-types/bot.disabled";
        Answer changed =
                api.send(
                        "PUT",
                        path,
                        "{\"description\":\"Off.\",\"example\":{\"botId\":\"b\"},\"schema\":{\"required\":[\"botId\"]}}");
        Answer archived = api.post(path + "/archive", "");

        Answer deleted = api.send("DELETE", path, "");
        Answer restored = api.post(path + "/restore", "");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("builtIn").asBoolean()).isTrue();
        assertThat(archived.json().path("archived").asBoolean()).isTrue();
        assertProblem(deleted, 409, null, "bot.disabled comes with Hooklane and can't be deleted");
        assertThat(restored.status()).isEqualTo(200);
        assertProblem(publish("bot.disabled", "{}"), 422, "data", "'botId' not found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook.test", "endpoint.failing", "delivery.exhausted"})
    void hooklanesOwnTypesHaveNoSchemaAndStay(String type) throws Exception {
        String path = "/v1/event-types/" + type;

        assertProblem(
                api.send("PUT", path, BODY), 422, "schema", type + " is Hooklane's own and has no");
        assertProblem(api.post(path + "/archive", ""), 409, null, type + " is Hooklane's own");
        Answer described =
                api.send("PUT", path, "{\"description\":\"Ours.\",\"example\":{\"a\":1}}");
        assertThat(described.status()).isEqualTo(200);
    }

    @Test
    void whoChangedATypeIsWrittenDown() throws Exception {
        api.send("PUT", "/v1/event-types/shop_k.paid", BODY);

        JsonNode latest =
                api.get("/v1/audit?limit=100")
                        .json()
                        .path("entries")
                        .valueStream()
                        .filter(each -> each.path("path").asString().endsWith("shop_k.paid"))
                        .findFirst()
                        .orElseThrow();

        assertThat(latest.path("method").asString()).isEqualTo("PUT");
        assertThat(latest.path("fields").toString())
                .isEqualTo("[\"description\",\"example\",\"schema\"]");
    }

    @Test
    void aTestIsSentWithTheExampleOfAnyType() throws Exception {
        String endpoint = requests.endpoint("message.created").text("id");
        Answer sent =
                api.post(
                        "/v1/endpoints/%s/test?wait=0s".formatted(endpoint),
                        "{\"type\":\"bot.published\"}");

        ConsumerRecord<byte[], byte[]> record =
                api.written.record(api.topics.events(), sent.text("event"));

        assertThat(sent.status()).isEqualTo(202);
        assertThat(text(record.value()))
                .contains("\"type\":\"bot.published\"")
                .endsWith("\"data\":{\"botId\":\"bot_789\",\"version\":7}}");
        assertThat(headers(record))
                .containsEntry("hooklane-endpoint", endpoint)
                .containsKey("hooklane-test");
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        return headers;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Answer publish(String type, String data) throws Exception {
        return api.post(
                "/v1/events",
                "{\"account\":\"acct_types\",\"type\":\"%s\",\"data\":%s}".formatted(type, data));
    }

    private static List<String> names(Answer answer) {
        return answer.json()
                .path("eventTypes")
                .valueStream()
                .map(type -> type.path("name").asString())
                .toList();
    }
}

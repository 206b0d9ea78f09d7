package dev.hooklane.api;

import static dev.hooklane.api.ProblemAnswers.assertProblem;
import static dev.hooklane.api.TypeRequests.BODY;
import static dev.hooklane.api.TypeRequests.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.net.http.HttpRequest;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the catalogue refuses: types that break a rule, changes that can never be made, and who may
 * not write.
 */
@ExtendWith(SharedApi.class)
class EventTypeRefusalsApiIT {
    private final ApiFixture api;
    private final TypeRequests requests;

    EventTypeRefusalsApiIT(ApiFixture api) {
        this.api = api;
        this.requests = new TypeRequests(api);
    }

    @Test
    void whatCanNeverBeDoneToATypeIsToldWhateverVersionIsNamed() throws Exception {
        api.send("PUT", "/v1/event-types/shop_n.paid", BODY);

        Answer inUse = send("DELETE", "shop_n.paid", "", with("If-Match", "\"other\""));
        Answer fixed = send("DELETE", "message.created", "", with("If-Match", "\"other\""));

        assertProblem(inUse, 409, null, "is in use");
        assertProblem(fixed, 409, null, "can't be deleted");
    }

    @Test
    void replacingATypeNeedsTheVersionThatWasSeen() throws Exception {
        Answer added = api.send("PUT", "/v1/event-types/shop_b.paid", BODY);
        String other = "{\"description\":\"Paid.\",\"example\":{}}";

        Answer replaced = send("PUT", "shop_b.paid", other, with("If-Match", tag(added)));
        Answer late = send("PUT", "shop_b.paid", BODY, with("If-Match", tag(added)));
        Answer absent = send("PUT", "shop_b.none", BODY, with("If-Match", "*"));
        Answer known = send("GET", "shop_b.paid", "", with("If-None-Match", tag(replaced)));

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().path("schema").isNull()).isTrue();
        assertThat(replaced.json().path("schemaSince").isNull()).isTrue();
        assertProblem(late, 412, null, "event type shop_b.paid is at version");
        assertProblem(absent, 412, null, "event type shop_b.none is at version none");
        assertThat(known.status()).isEqualTo(304);
        assertThat(api.get("/v1/event-types/shop_b.paid").text("description")).isEqualTo("Paid.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {"example":{}}                                                        | 422 | description | description is missing
                    {"description":"x"}                                                   | 422 | example     | example is missing
                    {"description":" ","example":{}}                                      | 422 | description | 1 to 1000 are allowed
                    {"description":7,"example":{}}                                        | 422 | description | is a number, not a string
                    {"description":"x","example":[]}                                      | 422 | example     | example is not an object
                    {"description":"x","example":{"a":1e999}}                             | 422 | example     | beyond
                    {"description":"x","example":{},"schema":7}                           | 422 | schema      | schema is not an object
                    {"description":"x","example":{},"schema":{"type":"objekt"}}           | 422 | schema      | /type does not have a value
                    {"description":"x","example":{},"schema":{"$ref":"https://x.y/z"}}    | 422 | schema      | not allowed to be loaded
                    {"description":"x","example":{},"schema":{"required":["a"]}}          | 422 | example     | does not match the schema: required property 'a'
                    {"description":"x","example":{},"archived":true}                      | 422 | archived    | field 'archived' is unknown
                    []                                                                    | 400 |             | not a JSON object
                    """)
    void aTypeThatBreaksARuleIsRefused(String body, int status, String field, String detail)
            throws Exception {
        assertProblem(api.send("PUT", "/v1/event-types/shop_h.paid", body), status, field, detail);

        assertThat(api.get("/v1/event-types/shop_h.paid").status()).isEqualTo(404);
    }

    @Test
    void sizesHaveLimits() throws Exception {
        String path = "/v1/event-types/shop_i.paid";
        String large = "x".repeat(65_536);

        assertProblem(
                api.send(
                        "PUT",
                        path,
                        "{\"description\":\"%s\",\"example\":{}}".formatted("x".repeat(1_001))),
                422,
                "description",
                "description has 1001 characters");
        assertProblem(
                api.send(
                        "PUT",
                        path,
                        "{\"description\":\"x\",\"example\":{\"a\":\"%s\"}}".formatted(large)),
                422,
                "example",
                "example has 65544 characters, the limit is 65536");
        assertProblem(
                api.send(
                        "PUT",
                        path,
                        "{\"description\":\"x\",\"example\":{},\"schema\":{\"title\":\"%s\"}}"
                                .formatted(large)),
                422,
                "schema",
                "schema has 65548 characters, the limit is 65536");
    }

    @Test
    void namesAndGroupsThatCantBeAddedAreRefused() throws Exception {
        assertProblem(
                api.send("PUT", "/v1/event-types/-Order.Paid", BODY), 400, "name", "'-Order.Paid'");
        assertProblem(
                api.send("PUT", "/v1/event-types/Webhook.Made", BODY),
                409,
                null,
                "the types of the group webhook are Hooklane's own");
        assertProblem(
                api.send("PUT", "/v1/event-types/Message.Created", BODY),
                409,
                null,
                "message.created differs from it only in upper and lower case");
        assertProblem(
                api.send("PUT", "/v1/event-types/endpoint.made", BODY),
                409,
                null,
                "the types of the group endpoint are Hooklane's own");
        assertProblem(api.get("/v1/event-types?archived=yes"), 400, "archived", "true, false");
        assertProblem(api.get("/v1/event-types?group=bot"), 400, "group", "is unknown here");
        assertProblem(
                api.post("/v1/event-types/shop_none.paid/archive", ""), 404, null, "there is no");
        assertProblem(
                api.send("DELETE", "/v1/event-types/shop_none.paid", ""), 404, null, "there is no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"publisher", "account"})
    void everyRoleReadsAndOnlyOperatorsWrite(String role) throws Exception {
        String key =
                api.post(
                                "/v1/keys",
                                "{\"name\":\"r\",\"role\":\"%s\"%s}"
                                        .formatted(
                                                role,
                                                role.equals("account")
                                                        ? ",\"account\":\"acct_types\""
                                                        : ""))
                        .text("key");
        UnaryOperator<HttpRequest.Builder> as =
                builder -> builder.setHeader("Authorization", "Bearer " + key);

        assertThat(send("GET", "message.created", "", as).status()).isEqualTo(200);
        assertThat(send("PUT", "shop_j.paid", BODY, as).status()).isEqualTo(403);
        assertThat(send("DELETE", "message.created", "", as).status()).isEqualTo(403);
        assertThat(send("POST", "message.created/archive", "", as).status()).isEqualTo(403);
        assertThat(send("POST", "message.created/restore", "", as).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {"type":"bot.publishd"}    | 422 | type | did you mean 'bot.published'?
                    {"type":"shop_l.paid"}     | 422 | type | event type shop_l.paid is archived
                    {"type":7}                 | 422 | type | not a string
                    {"kind":"bot.published"}   | 422 | kind | field 'kind' is unknown
                    {                          | 400 |      | not JSON
                    """)
    void aTestOfATypeThatCantBeSentIsRefused(String body, int status, String field, String detail)
            throws Exception {
        api.send("PUT", "/v1/event-types/shop_l.paid", BODY);
        api.post("/v1/event-types/shop_l.paid/archive", "");
        String endpoint = requests.endpoint("message.created").text("id");

        assertProblem(
                api.post("/v1/endpoints/%s/test?wait=0s".formatted(endpoint), body),
                status,
                field,
                detail);
    }

    private Answer send(
            String method, String type, String body, UnaryOperator<HttpRequest.Builder> with)
            throws Exception {
        return api.send(
                with.apply(api.request("/v1/event-types/" + type))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private static UnaryOperator<HttpRequest.Builder> with(String header, String value) {
        return builder -> builder.header(header, value);
    }
}

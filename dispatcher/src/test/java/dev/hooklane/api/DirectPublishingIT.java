package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An event is answered alike whether it is published directly or by the routes, which take all
 * requests with a query.
 */
@ExtendWith(SharedApi.class)
class DirectPublishingIT {
    private static final String BY_ROUTES = "?by=routes";

    /** Headers that differ from one answer to the next. */
    private static final Set<String> OF_ITS_OWN = Set.of("date", "ratelimit", "x-request-id");

    private final ApiFixture api;

    DirectPublishingIT(ApiFixture api) {
        this.api = api;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'account':'acme','type':'bot.updated','data':{'n':1.0}}",
                "{'account':'acme','id':'evt_twice','type':'bot.updated','timestamp':'2026-01-02T03:04:05Z','data':{}}",
                "{'account':'acme','type':'bot.update','data':{}}",
                "{'account':'acme','type':'webhook.test','data':{}}",
                "{'account':'acme','type':'hooklane.endpoint.disabled','data':{}}",
                "{'account':'acme','type':'bot.updated'}",
                "{'account':'acme','type':'bot.updated','data':{'a':1,'a':2}}",
                "{'account':'a c','type':'bot.updated','data':{}}",
                "{'type':'bot.updated','data':{}}",
                "{'account':'acme','kind':'bot.updated','data':{}}",
                "{'account':'acme','type':'bot.updated','data':{}",
                "['account']",
                "é",
                " ",
            })
    void bothWaysAnswerAlike(String body) throws Exception {
        String json = body.replace('\'', '"');

        assertAlike(send("", ApiFixture.KEY, json), send(BY_ROUTES, ApiFixture.KEY, json));
    }

    @Test
    void bothWaysAnswerAlikeWithoutABody() throws Exception {
        assertAlike(send("", ApiFixture.KEY, ""), send(BY_ROUTES, ApiFixture.KEY, ""));
    }

    @Test
    void bothWaysRefuseTooLargeABody() throws Exception {
        for (int length : List.of(Bodies.MAX_BYTES - 100, Bodies.MAX_BYTES + 1)) {
            String body =
                    "{\"account\":\"acme\",\"type\":\"bot.updated\",\"data\":{\"a\":\"%s\"}}"
                            .formatted("x".repeat(length));

            Answer direct = send("", ApiFixture.KEY, body);

            assertThat(direct.status()).isEqualTo(413);
            assertAlike(direct, send(BY_ROUTES, ApiFixture.KEY, body));
        }
    }

    @Test
    void bothWaysTellWhoMayNotPublish() throws Exception {
        String event = "{\"account\":\"acme\",\"type\":\"bot.updated\",\"data\":{}}";
        String viewer = key("{\"name\":\"v\",\"role\":\"viewer\"}");
        String other = key("{\"name\":\"p\",\"role\":\"publisher\",\"account\":\"other\"}");

        Map<String, Integer> statuses =
                Map.of(ApiFixture.KEY, 202, viewer, 403, other, 404, "hlk_none", 401);
        for (Map.Entry<String, Integer> each : statuses.entrySet()) {
            Answer direct = send("", each.getKey(), event);

            assertThat(direct.status()).as(direct.response().body()).isEqualTo(each.getValue());
            assertAlike(direct, send(BY_ROUTES, each.getKey(), event));
        }
    }

    private String key(String body) throws Exception {
        Answer made = api.post("/v1/keys", body);
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return made.text("key");
    }

    private Answer send(String query, String key, String body) throws Exception {
        return api.send(
                HttpRequest.newBuilder(api.request("/v1/events" + query).build().uri())
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    private static void assertAlike(Answer direct, Answer byRoutes) {
        assertThat(direct.status()).as(direct.response().body()).isEqualTo(byRoutes.status());
        assertThat(headers(direct)).isEqualTo(headers(byRoutes));
        assertThat(withoutItsPlace(direct)).isEqualTo(withoutItsPlace(byRoutes));
    }

    /** The two events have ids and places of their own, and the second leaves less of a quota. */
    private static Map<String, List<String>> headers(Answer answer) {
        return answer.response().headers().map().entrySet().stream()
                .filter(each -> !each.getKey().equals("content-length"))
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                each ->
                                        OF_ITS_OWN.contains(each.getKey())
                                                ? List.of("some")
                                                : each.getValue(),
                                (_, last) -> last,
                                TreeMap::new));
    }

    private static String withoutItsPlace(Answer answer) {
        return answer.response()
                .body()
                .replaceAll("evt_[0-9a-z]{26}", "evt_new")
                .replaceAll("\"requestId\":\"[^\"]+\"", "\"requestId\":\"some\"")
                .replaceAll("\"offset\":\\d+", "\"offset\":0");
    }
}

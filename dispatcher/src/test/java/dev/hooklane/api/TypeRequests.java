package dev.hooklane.api;

import dev.hooklane.api.ApiFixture.Answer;

/** Requests about event types. */
final class TypeRequests {
    static final String BODY =
            """
            {"description":"An order was paid.","example":{"orderId":"ord_1","amount":1990},
             "schema":{"required":["orderId"],"properties":{"amount":{"type":"integer"}}}}
            """;

    private final ApiFixture api;

    TypeRequests(ApiFixture api) {
        this.api = api;
    }

    Answer endpoint(String eventType) throws Exception {
        return api.post(
                "/v1/endpoints",
                "{\"account\":\"acct_types\",\"url\":\"https://8.8.8.8/hook\",\"eventTypes\":[\"%s\"]}"
                        .formatted(eventType));
    }

    static String tag(Answer answer) {
        return answer.response().headers().firstValue("etag").orElseThrow();
    }
}

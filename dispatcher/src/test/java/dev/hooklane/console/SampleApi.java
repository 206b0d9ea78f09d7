package dev.hooklane.console;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers with which an API has something of everything to show. */
final class SampleApi {
    private static final String ENDPOINT =
            """
            {"id":"%s","account":"acct_1","url":"https://hooks.shop.example/a-rather/long/path/that-does-not-fit/%s?version=2",
            "description":"Orders of the shop","eventTypes":["bot.updated","bot.published","conversation.*","message.created","message.deleted"],
            "filter":{"field":"/role","equals":"user"},"headers":{"X-Token":"(set)"},"timeout":"5s","maxInFlight":4,
            "rateLimit":{"perSecond":2.5,"burst":5},"ordered":true,"schedule":["0s","5m"],
            "secrets":[{"createdAt":"2026-01-02T00:00:00Z","validUntil":null},
            {"createdAt":"2026-01-01T00:00:00Z","validUntil":"2026-01-03T00:00:00Z"}],
            "state":"%s","createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-02T00:00:00Z"%s}\
            """;

    private SampleApi() {}

    static void fill(ConsoleServer server) {
        SampleOperations.fill(server);
        SampleOverview.fill(server);
        SampleSources.fill(server);
        SampleDeliveries.fill(server);
        String enabled =
                ENDPOINT.formatted(
                        "ep_1", "1", "enabled", ",\"failingSince\":\"2026-01-02T10:00:00Z\"");
        String disabled =
                ENDPOINT.formatted(
                        "ep_2", "2", "disabled", ",\"disabledReason\":\"it answered 410 Gone\"");
        String paused = ENDPOINT.formatted("ep_3", "3", "paused", "");
        server.says("GET /v1/endpoints/ep_1", 200, enabled);
        server.says("GET /v1/endpoints/ep_2", 200, disabled);
        server.says(
                "GET /v1/endpoints",
                200,
                "{\"endpoints\":[%s,%s,%s],\"next\":\"abc\"}".formatted(enabled, disabled, paused));
        server.says(
                "GET /v1/statistics",
                200,
                "{\"statistics\":[%s,%s]}".formatted(statistics("ep_1"), statistics("ep_2")));
        server.says(
                "GET /v1/accounts",
                200,
                "{\"accounts\":[{\"id\":\"acct_1\",\"endpoints\":3,\"enabled\":1,\"paused\":1,\"disabled\":1}],\"next\":null}");
        server.says(
                "GET /v1/event-types",
                200,
                """
                {"eventTypes":[
                %s,
                {"name":"bot.updated","group":"bot","description":"A bot's settings were changed.","example":{}},
                {"name":"message.created","group":"message","description":"A new message was sent.","example":{"text":"hi"}},
                {"name":"message.deleted","group":"message","description":"A message was removed.","example":{}},
                {"name":"endpoint.failing","group":"endpoint","description":"A webhook keeps failing.","example":{}}],"next":null}\
                """
                        .formatted(SampleOperations.type("order.paid", false)));
        server.says("GET /v1/egress", 200, "{\"addresses\":[\"203.0.113.7/32\"]}");
        server.says(
                "POST /v1/endpoints/check",
                200,
                "{\"allowed\":false,\"problems\":[\"url does not start with https://\"]}");
        server.says(
                "POST /v1/endpoints/ep_1/test",
                200,
                """
                {"attempts":[{"number":1,"durationMs":34,"outcome":"status_5xx","status":503,"response":"<script>alert(1)</script>",
                "responseHeaders":{"content-type":"text/html"},"phasesMs":{"lookup":1.2,"connect":2.0,"tls":8.1,"response":20.0}}]}\
                """);
        server.says(
                "POST /v1/endpoints/ep_1/secret/rotate",
                200,
                """
                {"id":"ep_1","url":"https://hooks.shop.example/1","secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw2t0n8mTcZhY=",
                "secrets":[{"createdAt":"2026-01-02T00:00:00Z","validUntil":null},
                {"createdAt":"2026-01-01T00:00:00Z","validUntil":"2026-01-03T00:00:00Z"}]}\
                """);
    }

    private static String statistics(String id) {
        return """
        {"endpoint":"%s","attempts":12345,"succeeded":12300,"failed":45,"failures":{"status_5xx":45},"successRate":0.9963,
        "p50Ms":80,"p95Ms":340,"hours":[%s]}\
        """
                .formatted(
                        id,
                        IntStream.range(0, 24)
                                .mapToObj(hour ->
                                        "{\"from\":\"2026-01-02T%02d:00:00Z\",\"attempts\":1,\"succeeded\":%d,\"failed\":%d}"
                                                .formatted(
                                                        hour,
                                                        hour == 3 ? 0 : 100 + hour * hour,
                                                        hour % 7 == 0 ? 20 : 0))
                                .collect(Collectors.joining(",")));
    }
}

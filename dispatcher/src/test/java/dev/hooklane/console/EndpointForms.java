package dev.hooklane.console;

import java.util.Map;

/** A console with one webhook, and somebody who is signed in. */
final class EndpointForms {
    static final String ENDPOINT =
            """
            {"id":"ep_1","account":"acct_1","url":"https://x.example/h","description":"shop","eventTypes":["message.*"],
            "filter":null,"headers":{"X-Token":"(set)"},"timeout":null,"maxInFlight":4,"rateLimit":{"perSecond":2,"burst":5},
            "ordered":false,"schedule":null,"secrets":[{"createdAt":"2026-01-01T00:00:00Z","validUntil":null}],
            "state":"%s","createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z"%s}\
            """;

    final ConsoleServer server = new ConsoleServer(Map.of());
    final Reader reader = server.reader();

    void signIn() throws Exception {
        server.says("GET /v1/endpoints/ep_1", 200, ENDPOINT.formatted("enabled", ""));
        server.says(
                "GET /v1/event-types",
                200,
                """
                {"eventTypes":[{"name":"message.created","description":"New.","example":{"text":"hi"}},
                {"name":"bot.updated","description":"Bot.","example":{}}],"next":null}\
                """);
        server.says(
                "GET /v1/egress", 200, "{\"addresses\":[\"203.0.113.7/32\",\"2001:db8::/48\"]}");
        reader.signIn(ConsoleServer.KEY);
        reader.open("/webhooks");
    }

    void stop() {
        server.close();
    }

    String lastCall() {
        ConsoleServer.Call last =
                server.calls().stream()
                        .filter(call ->
                                !call.what().startsWith("GET ") || call.what().endsWith("/ep_1"))
                        .reduce((_, later) -> later)
                        .orElseThrow();
        return last.what() + " " + last.body();
    }
}

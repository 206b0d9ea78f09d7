package dev.hooklane.console;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers about one endpoint and what it was sent, as help looks at them. */
final class SampleTrouble {
    private SampleTrouble() {}

    /** An endpoint with all that a test says of it in place of the usual. */
    static String endpoint(Map<String, String> fields) {
        Map<String, String> usual =
                Map.ofEntries(
                        Map.entry("id", "\"ep_1\""),
                        Map.entry("account", "\"acct_1\""),
                        Map.entry("url", "\"https://hooks.shop.example/1\""),
                        Map.entry("description", "\"\""),
                        Map.entry("eventTypes", "[\"*\"]"),
                        Map.entry("filter", "null"),
                        Map.entry("headers", "{}"),
                        Map.entry("timeout", "null"),
                        Map.entry("maxInFlight", "null"),
                        Map.entry("rateLimit", "null"),
                        Map.entry("ordered", "false"),
                        Map.entry("schedule", "null"),
                        Map.entry(
                                "secrets",
                                "[{\"createdAt\":\"2026-01-01T00:00:00Z\",\"validUntil\":null}]"),
                        Map.entry("state", "\"enabled\""),
                        Map.entry("createdAt", "\"2026-01-01T00:00:00Z\""),
                        Map.entry("updatedAt", "\"2026-01-01T00:00:00Z\""));
        return "{"
                + Stream.concat(usual.keySet().stream(), fields.keySet().stream())
                        .distinct()
                        .map(name ->
                                "\"%s\":%s"
                                        .formatted(
                                                name, fields.getOrDefault(name, usual.get(name))))
                        .collect(Collectors.joining(","))
                + "}";
    }

    /** How a day was. */
    static String statistics(int attempts, int failed, String failures, int p95Ms) {
        return """
        {"endpoint":"ep_1","attempts":%d,"succeeded":%d,"failed":%d,"failures":%s,"successRate":0.5,"p50Ms":10,"p95Ms":%d,"hours":[]}\
        """
                .formatted(attempts, attempts - failed, failed, failures, p95Ms);
    }

    /** A page of deliveries. */
    static String deliveries(String... deliveries) {
        return "{\"deliveries\":[%s],\"next\":null}".formatted(String.join(",", deliveries));
    }

    /**
     * One of them.
     *
     * @param last the fields of its latest attempt beside its time and number
     */
    static String delivery(String trigger, String status, int attempts, String at, String last) {
        return """
        {"id":"dlv_1","endpoint":"ep_1","account":"acct_1","event":"evt_1","type":"message.created","publishedAt":"2026-01-15T10:00:00Z",
        "origin":"0@1","status":"%s","trigger":"%s","updatedAt":"2026-01-15T10:00:00Z","attempts":%d%s,
        "lastAttempt":{"number":%d,"startedAt":"%s","durationMs":12,%s}}\
        """
                .formatted(
                        status,
                        trigger,
                        attempts,
                        status.equals("waiting")
                                ? ",\"nextAttemptAt\":\"2026-01-15T10:40:00Z\""
                                : "",
                        attempts,
                        at,
                        last);
    }

    /** The account's latest events, each with a fate at the endpoint. */
    static void events(ConsoleServer server, Map<String, String> fates) {
        server.says(
                "GET /v1/events",
                200,
                fates.keySet().stream()
                        .sorted()
                        .map(id ->
                                """
                                {"id":"%s","account":"acct_1","type":"message.created","timestamp":"2026-01-15T10:00:00Z",
                                "publishedAt":"2026-01-15T10:00:00Z","origin":"0@1","payloadBytes":9,"repeatOf":null}\
                                """
                                        .formatted(id))
                        .collect(Collectors.joining(",", "{\"events\":[", "],\"next\":null}")));
        fates.forEach((id, fate) ->
                server.says(
                        "GET /v1/events/" + id,
                        200,
                        """
                        {"id":"%s","account":"acct_1","type":"message.created","publishedAt":"2026-01-15T10:00:00Z","origin":"0@1",
                        "repeatOf":null,"rejected":null,"payload":{},"endpoints":[
                        {"endpoint":"ep_other","deleted":false,"delivery":null,"status":"none","reason":"repeat"},
                        {"endpoint":"ep_1","deleted":false,"delivery":null,%s}],"deliveries":[],"next":null}\
                        """
                                .formatted(id, fate)));
    }
}

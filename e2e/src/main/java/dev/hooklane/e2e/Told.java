package dev.hooklane.e2e;

import dev.hooklane.e2e.installation.Api;
import dev.hooklane.e2e.installation.Instance;
import dev.hooklane.e2e.judge.HistoryRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What one instance's API reports about an account's deliveries. */
final class Told {
    private Told() {}

    /** Fetches all deliveries by id, page by page. */
    static Map<String, HistoryRecord> by(Instance instance, String account)
            throws IOException, InterruptedException {
        Map<String, HistoryRecord> told = new HashMap<>();
        String path = "/v1/deliveries?limit=500&account=" + account;
        String cursor = "";
        do {
            Api.Answer answer = instance.api().get(path + cursor).good();
            for (JsonNode each : answer.json().path("deliveries")) {
                HistoryRecord record = record(each);
                told.put(record.delivery(), record);
            }
            JsonNode next = answer.json().path("next");
            cursor = next.isString() ? "&cursor=" + next.asString() : "";
        } while (!cursor.isEmpty());
        return told;
    }

    private static HistoryRecord record(JsonNode json) {
        return new HistoryRecord(
                json.path("id").asString(""),
                json.path("endpoint").asString(""),
                json.path("event").asString(""),
                json.path("status").asString(""),
                json.path("attempts").asInt(0),
                json.path("reason").asString(""),
                Instant.parse(json.path("updatedAt").asString()));
    }
}

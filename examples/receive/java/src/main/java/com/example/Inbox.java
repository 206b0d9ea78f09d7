package com.example;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes events in, and works on them after the answer.
 *
 * <p>It knows the newest 10,000 ids. Your server keeps events in a table whose key is the id, as
 * memory ends with the process.
 */
final class Inbox {
    private final JsonMapper json = new JsonMapper();
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final Map<String, Boolean> seen =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > 10_000;
                }
            };

    /** Takes an event in unless it came before. */
    void accept(byte[] body) {
        JsonNode event = json.readTree(body);
        synchronized (seen) {
            if (seen.putIfAbsent(event.path("id").asString(), true) != null) {
                return;
            }
        }
        worker.execute(() -> work(event));
    }

    private static void work(JsonNode event) {
        System.out.println(event.path("id").asString() + " " + event.path("type").asString());
    }
}

package dev.hooklane.console.event;

import dev.hooklane.client.ApiClient;
import dev.hooklane.console.view.Address;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An event in the list.
 *
 * @param path of its page
 * @param origin its place on the events topic
 * @param account its account, if the list covers more than one
 * @param size of its payload
 * @param repeat whether it was published before
 */
public record EventRow(
        String id,
        String path,
        String origin,
        String type,
        Optional<String> account,
        Instant publishedAt,
        String size,
        boolean repeat) {
    private static final int KIB = 1_024;

    static EventRow of(JsonNode json, boolean ofAll) {
        String id = json.path("id").asString();
        String account = json.path("account").asString();
        String origin = json.path("origin").asString();
        return new EventRow(
                id,
                new Address("/events/" + ApiClient.encoded(id)).with("at", origin).text(),
                origin,
                json.path("type").asString(),
                ofAll ? Optional.of(account) : Optional.empty(),
                Instant.parse(json.path("publishedAt").asString()),
                size(json.path("payloadBytes").asInt()),
                json.path("repeatOf").isString());
    }

    private static String size(int bytes) {
        return bytes < KIB ? bytes + " B" : Math.round((double) bytes / KIB) + " KiB";
    }
}

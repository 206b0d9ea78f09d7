package dev.hooklane.console.rejected;

import dev.hooklane.client.ApiClient;
import dev.hooklane.console.view.Texts;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A rejected record in the list.
 *
 * @param account its account; empty if that is unknown
 */
public record RejectedRow(
        String path, Instant at, String reason, String detail, String account, String bytes) {
    static RejectedRow of(JsonNode json) {
        return new RejectedRow(
                RejectedPages.ALL + "/" + ApiClient.encoded(json.path("id").asString()),
                Instant.parse(json.path("rejectedAt").asString()),
                RejectedWords.of(json.path("reason").asString()),
                json.path("detail").asString(""),
                json.path("account").asString(""),
                Texts.count(json.path("bytes").asLong()));
    }
}

package dev.hooklane.console.link;

import dev.hooklane.client.ApiClient;
import dev.hooklane.console.view.Badge;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A portal link in the list.
 *
 * @param abilities what it lets do, in words
 * @param madeBy the id of the key that made it
 * @param usedAt when it was opened; empty if it was not
 * @param usedFrom the address that opened it; empty if unknown
 * @param revoke path for its revocation; empty if it has ended, or the visitor may not
 */
public record LinkRow(
        String id,
        String name,
        String account,
        String abilities,
        Badge state,
        String madeBy,
        Instant madeAt,
        Instant expiresAt,
        Optional<Instant> usedAt,
        String usedFrom,
        String revoke) {
    static LinkRow of(JsonNode json, boolean mayRevoke) {
        String id = json.path("id").asString();
        String state = json.path("state").asString();
        boolean lasts = state.equals("active") || state.equals("used");
        return new LinkRow(
                id,
                json.path("name").asString(),
                json.path("account").asString(),
                json.path("abilities")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(", ")),
                LinkWords.badge(state),
                json.path("madeBy").asString(),
                Instant.parse(json.path("madeAt").asString()),
                Instant.parse(json.path("expiresAt").asString()),
                json.path("usedAt").stringValueOpt().map(Instant::parse),
                json.path("usedFrom").asString(""),
                lasts && mayRevoke ? "/links/" + ApiClient.encoded(id) + "/revoke" : "");
    }
}

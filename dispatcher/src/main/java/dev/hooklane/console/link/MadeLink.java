package dev.hooklane.console.link;

import java.time.Instant;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A portal link, shown this one time.
 *
 * @param abilities what it lets do, in words
 * @param url opens the console once
 */
public record MadeLink(String name, String account, String abilities, Instant expires, String url) {
    static MadeLink of(JsonNode json) {
        return new MadeLink(
                json.path("name").asString(),
                json.path("account").asString(),
                json.path("abilities")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(", ")),
                Instant.parse(json.path("expiresAt").asString()),
                json.path("url").asString());
    }

    @Override
    public String toString() {
        return "MadeLink[%s, %s, url hidden]".formatted(name, account);
    }
}

package dev.hooklane.console.key;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A key, shown this one time.
 *
 * @param account the only account that it can access; empty for all
 * @param expires when it expires; empty if never
 */
public record MadeKey(
        String name, String role, String account, Optional<Instant> expires, String text) {
    static MadeKey of(JsonNode json) {
        return new MadeKey(
                json.path("name").asString(),
                json.path("role").asString(),
                json.path("account").asString(""),
                json.path("expiresAt").stringValueOpt().map(Instant::parse),
                json.path("key").asString());
    }

    @Override
    public String toString() {
        return "MadeKey[%s, %s, key hidden]".formatted(name, role);
    }
}

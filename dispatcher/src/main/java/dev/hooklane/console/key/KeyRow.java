package dev.hooklane.console.key;

import dev.hooklane.client.ApiClient;
import dev.hooklane.console.view.Badge;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A key in the list.
 *
 * @param shown the part of its text that may be shown
 * @param account the only account that it can access; empty for all
 * @param expires when it expires; empty if never
 * @param used when it was last used; empty if never
 * @param own whether the visitor is signed in with it
 * @param revoke path for its revocation; empty if it is no longer valid, or the visitor may not
 */
public record KeyRow(
        String id,
        String name,
        String shown,
        String role,
        String account,
        String createdBy,
        Instant createdAt,
        Optional<Instant> expires,
        Optional<Instant> used,
        Badge state,
        boolean own,
        String revoke) {
    static KeyRow of(JsonNode json, String own, boolean mayRevoke, Instant now) {
        String id = json.path("id").asString();
        Optional<Instant> expires = time(json, "expiresAt");
        boolean revoked = time(json, "revokedAt").isPresent();
        boolean expired = expires.filter(at -> !at.isAfter(now)).isPresent();
        return new KeyRow(
                id,
                json.path("name").asString(),
                json.path("shown").asString(""),
                json.path("role").asString(),
                json.path("account").asString(""),
                json.path("createdBy").asString(""),
                Instant.parse(json.path("createdAt").asString()),
                expires,
                time(json, "lastUsedAt"),
                revoked
                        ? Badge.plain("Revoked")
                        : expired ? Badge.plain("Expired") : Badge.good("Valid"),
                id.equals(own),
                revoked || expired || !mayRevoke
                        ? ""
                        : "/keys/" + ApiClient.encoded(id) + "/revoke");
    }

    private static Optional<Instant> time(JsonNode json, String name) {
        return json.path(name).stringValueOpt().map(Instant::parse);
    }
}

package dev.hooklane.console.key;

import dev.hooklane.console.view.Address;
import java.time.Instant;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One change.
 *
 * @param name by which people know who made it
 * @param ofKey path of all that was changed with that key
 * @param what method and path
 * @param account whom it concerned; empty if nobody in particular
 * @param target what was made; empty if the path says so
 * @param fields those that were sent, without values
 */
public record AuditRow(
        Instant at,
        String name,
        String key,
        String ofKey,
        String role,
        String address,
        String what,
        String account,
        String target,
        String fields) {
    static AuditRow of(JsonNode json) {
        String key = json.path("key").asString("");
        return new AuditRow(
                Instant.parse(json.path("at").asString()),
                json.path("name").asString(""),
                key,
                new Address("/audit").with("key", key).text(),
                json.path("role").asString(""),
                json.path("address").asString(""),
                json.path("method").asString() + " " + json.path("path").asString(),
                json.path("account").asString(""),
                json.path("target").asString(""),
                json.path("fields")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(", ")));
    }
}

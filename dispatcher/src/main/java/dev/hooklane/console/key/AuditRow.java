package dev.hooklane.console.key;

import dev.hooklane.console.view.Address;
import java.time.Instant;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One change, sign-in or refused request, or a change whose outcome is unknown.
 *
 * @param name of the key that made it, for people
 * @param ofKey path of all changes by that key
 * @param what method and path
 * @param account whose thing was changed; empty if no account's
 * @param target the id of the created thing; empty if the path names it
 * @param fields the names of the fields that were sent, without values
 * @param effect what came of it, in words; empty if the fields say it
 * @param denied why the request was refused; empty if it was not
 * @param unconfirmed why nobody knows whether it took effect; empty if that is known
 * @param requestId of the request; empty where it is not known
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
        String fields,
        String effect,
        String denied,
        String unconfirmed,
        String requestId) {
    static AuditRow of(JsonNode json) {
        String key = json.path("key").asString("");
        return new AuditRow(
                Instant.parse(json.path("at").asString()),
                json.path("name").asString(""),
                key,
                new Address("/audit").with("key", key).text(),
                json.path("role").asString(""),
                json.path("address").asString(""),
                (json.path("method").asString() + " " + json.path("path").asString()).strip(),
                json.path("account").asString(""),
                json.path("target").asString(""),
                json.path("fields")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(", ")),
                json.path("effect").asString(""),
                json.path("denied").asString(""),
                json.path("unconfirmed").asString(""),
                json.path("requestId").asString(""));
    }
}

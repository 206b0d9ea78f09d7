package dev.hooklane.console.endpoint;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An endpoint as shown on pages about deliveries, events and replays.
 *
 * @param path of its page; empty if it is gone
 * @param url its URL; its id if it is gone
 * @param enabled whether deliveries would be sent to it
 * @param attempts the number of attempts in its own schedule, if it has one
 */
public record KnownEndpoint(
        String id,
        String path,
        ShownUrl url,
        String account,
        String state,
        boolean enabled,
        Optional<Integer> attempts) {
    static KnownEndpoint of(JsonNode json) {
        String id = json.path("id").asString();
        String state = json.path("state").asString("");
        return new KnownEndpoint(
                id,
                EndpointPages.ALL + "/" + id,
                ShownUrl.of(json.path("url").asString()),
                json.path("account").asString(""),
                state,
                state.equals("enabled"),
                json.path("schedule").isArray()
                        ? Optional.of(json.path("schedule").size())
                        : Optional.empty());
    }

    static KnownEndpoint gone(String id) {
        return new KnownEndpoint(
                id, "", new ShownUrl(id, ""), "", "deleted", false, Optional.empty());
    }

    public boolean isGone() {
        return path.isEmpty();
    }
}

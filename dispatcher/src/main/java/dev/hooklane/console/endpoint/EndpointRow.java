package dev.hooklane.console.endpoint;

import dev.hooklane.console.view.Badge;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An endpoint in the list.
 *
 * @param path of its page
 * @param account its account, if the list covers more than one
 * @param events the first few event types that it subscribes to
 * @param moreEvents the number of further event types
 */
public record EndpointRow(
        String id,
        String path,
        ShownUrl url,
        String description,
        Optional<String> account,
        Badge state,
        List<String> events,
        int moreEvents,
        Optional<Statistics> statistics) {
    private static final int EVENTS_SHOWN = 4;

    public EndpointRow {
        events = List.copyOf(events);
    }

    static EndpointRow of(JsonNode json, boolean ofAll, @Nullable Statistics statistics) {
        List<String> events =
                json.path("eventTypes").valueStream().map(JsonNode::asString).toList();
        return new EndpointRow(
                json.path("id").asString(),
                EndpointPages.ALL + "/" + json.path("id").asString(),
                ShownUrl.of(json.path("url").asString()),
                json.path("description").asString(""),
                ofAll ? Optional.of(json.path("account").asString()) : Optional.empty(),
                state(json),
                events.stream().limit(EVENTS_SHOWN).toList(),
                Math.max(0, events.size() - EVENTS_SHOWN),
                Optional.ofNullable(statistics));
    }

    static Badge state(JsonNode json) {
        return switch (json.path("state").asString()) {
            case "enabled" ->
                    json.has("failingSince") ? Badge.bad("Failing") : Badge.good("Enabled");
            case "paused" -> Badge.warn("Paused");
            case "disabled" ->
                    json.path("disabledReason").asString("").equals("unverified")
                            ? Badge.warn("Unverified")
                            : Badge.bad("Disabled");
            default -> Badge.plain(json.path("state").asString());
        };
    }
}

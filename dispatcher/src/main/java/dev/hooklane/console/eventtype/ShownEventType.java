package dev.hooklane.console.eventtype;

import dev.hooklane.client.ApiClient;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event type in full.
 *
 * @param path of its page
 * @param example a whole event as it is sent, except for whitespace
 * @param schema that its data matches, as JSON; empty if it has none
 * @param schemaSince since when it applies
 * @param archivedAt since when none is published any more; empty while it is not archived
 */
public record ShownEventType(
        String name,
        String path,
        String description,
        String example,
        String schema,
        Optional<Instant> schemaSince,
        boolean archived,
        Optional<Instant> archivedAt) {
    private static final String SAMPLE_ID = "evt_abc123";
    private static final String SAMPLE_TIME = "2026-01-15T10:30:00Z";

    static ShownEventType of(JsonNode json) {
        String name = json.path("name").asString();
        ObjectNode event = JsonMapper.shared().createObjectNode();
        event.put("id", SAMPLE_ID).put("type", name).put("timestamp", SAMPLE_TIME);
        event.set("data", json.path("example"));
        return new ShownEventType(
                name,
                EventTypePages.ALL + "/" + ApiClient.encoded(name),
                json.path("description").asString(""),
                event.toPrettyString(),
                json.path("schema").isObject() ? json.path("schema").toPrettyString() : "",
                json.path("schemaSince").stringValueOpt().map(Instant::parse),
                json.path("archived").asBoolean(false),
                json.path("archivedAt").stringValueOpt().map(Instant::parse));
    }
}

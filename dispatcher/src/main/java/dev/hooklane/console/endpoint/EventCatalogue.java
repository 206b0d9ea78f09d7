package dev.hooklane.console.endpoint;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The event types that can be chosen, and the one that tests send. */
record EventCatalogue(List<CatalogueEntry> entries) {
    /** What a test sends if nothing else is chosen. */
    static final String TEST = "webhook.test";

    private static final String MOST = "1000";

    /** What an API says that has no catalogue to ask for. */
    private static final String WITHOUT_CATALOGUE =
            """
            {"eventTypes":[
            {"name":"conversation.created","description":"A new conversation started.","example":{}},
            {"name":"conversation.updated","description":"A conversation received a new message.","example":{}},
            {"name":"conversation.completed","description":"A conversation was marked as resolved.","example":{}},
            {"name":"message.created","description":"A new message was sent, by a user or by the assistant.","example":{}},
            {"name":"message.updated","description":"A message was edited.","example":{}},
            {"name":"message.deleted","description":"A message was removed.","example":{}},
            {"name":"bot.updated","description":"A bot's settings were changed.","example":{}},
            {"name":"bot.published","description":"A bot was published to production.","example":{}},
            {"name":"bot.disabled","description":"A bot was disabled.","example":{}},
            {"name":"endpoint.disabled","description":"A webhook was disabled.","example":{}},
            {"name":"endpoint.failing","description":"A webhook keeps failing.","example":{}},
            {"name":"endpoint.recovered","description":"A webhook works again.","example":{}},
            {"name":"delivery.exhausted","description":"A delivery failed for good.","example":{}}]}
            """;

    EventCatalogue {
        entries = List.copyOf(entries);
    }

    static EventCatalogue of(ApiClient api) {
        JsonNode page;
        try {
            page = api.get("/v1/event-types", Map.of("archived", "false", "limit", MOST));
        } catch (ApiException e) {
            if (e.status() != 404) {
                throw e;
            }
            page = JsonMapper.shared().readTree(WITHOUT_CATALOGUE);
        }
        return new EventCatalogue(
                page.path("eventTypes")
                        .valueStream()
                        .map(type ->
                                new CatalogueEntry(
                                        type.path("name").asString(),
                                        type.path("description").asString(""),
                                        type.path("example").toPrettyString()))
                        .toList());
    }

    Optional<CatalogueEntry> find(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
}

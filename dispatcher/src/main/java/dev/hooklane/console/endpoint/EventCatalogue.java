package dev.hooklane.console.endpoint;

import dev.hooklane.client.ApiClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The event types that can be selected, and the type that tests send. */
record EventCatalogue(List<CatalogueEntry> entries) {
    /** The type that a test sends by default. */
    static final String TEST = "webhook.test";

    private static final String PAGE_SIZE = "500";

    EventCatalogue {
        entries = List.copyOf(entries);
    }

    static EventCatalogue of(ApiClient api) {
        List<CatalogueEntry> entries = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    api.get(
                            "/v1/event-types",
                            Map.of("archived", "false", "limit", PAGE_SIZE, "cursor", cursor));
            page.path("eventTypes").forEach(type -> entries.add(entry(type)));
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        return new EventCatalogue(entries);
    }

    private static CatalogueEntry entry(JsonNode type) {
        return new CatalogueEntry(
                type.path("name").asString(),
                type.path("description").asString(""),
                type.path("example").toPrettyString());
    }

    Optional<CatalogueEntry> find(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
}

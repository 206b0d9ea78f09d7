package dev.hooklane.console.eventtype;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The types that can be published and selected: all by group, and each on its own page. */
public final class EventTypePages implements Pages {
    static final String ALL = "/event-types";
    private static final String PAGE_SIZE = "500";

    @Override
    public void addTo(PageRoutes routes) {
        routes.get(ALL, Ability.VIEW, EventTypePages::list);
        routes.get(ALL + "/{name}", Ability.VIEW, EventTypePages::show);
    }

    private static Reply list(Visit visit) {
        return Reply.page("eventtype/list", EventTypeGroups.of(all(visit.api())));
    }

    private static Reply show(Visit visit) {
        return Reply.page(
                "eventtype/one",
                ShownEventType.of(
                        visit.api()
                                .get(
                                        "/v1/event-types/" + ApiClient.encoded(visit.path("name")),
                                        Map.of())));
    }

    private static List<JsonNode> all(ApiClient api) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    api.get("/v1/event-types", Map.of("limit", PAGE_SIZE, "cursor", cursor));
            page.path("eventTypes").forEach(all::add);
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        return all;
    }
}

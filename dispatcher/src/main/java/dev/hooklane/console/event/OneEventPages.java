package dev.hooklane.console.event;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.console.endpoint.KnownEndpoints;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import dev.hooklane.console.view.Address;
import dev.hooklane.console.view.ShownJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One event: its payload, where it was sent, and why not elsewhere. */
final class OneEventPages implements Pages {
    @Override
    public void addTo(PageRoutes routes) {
        routes.get(EventPages.ALL + "/{id}", Ability.VIEW, OneEventPages::show);
    }

    private static Reply show(Visit visit) {
        String text =
                visit.api()
                        .text(
                                "/v1/events/" + ApiClient.encoded(visit.path("id")),
                                Map.of(
                                        "account", visit.account().orElse(""),
                                        "at", visit.query("at").orElse("")));
        JsonNode json = JsonMapper.shared().readTree(text);
        String id = json.path("id").asString();
        String deliveries = new Address("/deliveries").with("event", id).text();
        List<EventAtEndpoint> all = endpoints(visit, json.path("endpoints"));
        return Reply.page(
                "event/one",
                new EventView(
                        id,
                        json.path("type").asString(""),
                        json.path("account").asString(),
                        Instant.parse(json.path("publishedAt").asString()),
                        json.path("origin").asString(""),
                        json.path("repeatOf").isString(),
                        json.path("rejected").path("detail").asString(""),
                        ShownJson.fieldOf(text, "payload"),
                        all.stream().filter(each -> !each.delivery().isEmpty()).toList(),
                        all.stream().filter(each -> each.delivery().isEmpty()).toList(),
                        json.path("next").isString(),
                        deliveries));
    }

    private static List<EventAtEndpoint> endpoints(Visit visit, JsonNode array) {
        KnownEndpoints known =
                KnownEndpoints.of(
                        visit.api(),
                        array.valueStream().map(each -> each.path("endpoint").asString()).toList());
        return array.valueStream()
                .map(each -> EventAtEndpoint.of(each, known.get(each.path("endpoint").asString())))
                .toList();
    }
}

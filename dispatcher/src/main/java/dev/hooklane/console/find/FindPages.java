package dev.hooklane.console.find;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.endpoint.KnownEndpoints;
import dev.hooklane.console.find.FoundThings.Thing;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds what somebody types into the palette: a page, an account, a webhook, a source or an id. */
public final class FindPages implements Pages {
    private static final String ACCOUNTS_MAX = "5";
    private static final String SOURCES_MAX = "5";
    private static final int ENDPOINTS_MAX = 5;

    /** The pages of things that an id names. */
    private static final Map<String, Id> IDS =
            Map.of(
                    "evt_",
                    new Id("Event", "/events/"),
                    "dlv_",
                    new Id("Delivery", "/deliveries/"),
                    "ep_",
                    new Id("Webhook", "/webhooks/"),
                    "rpl_",
                    new Id("Replay", "/replays/"));

    private record Id(String kind, String path) {}

    @Override
    public void addTo(PageRoutes routes) {
        routes.get("/find", Ability.VIEW, visit -> Reply.part("find/found", found(visit)));
    }

    private static FoundThings found(Visit visit) {
        String text = visit.query("q").orElse("");
        return new FoundThings(
                text,
                text.isEmpty()
                        ? List.of()
                        : Stream.of(
                                        ids(text),
                                        endpoints(visit, text),
                                        accounts(visit, text),
                                        sources(visit, text))
                                .flatMap(List::stream)
                                .distinct()
                                .toList());
    }

    private static List<Thing> ids(String text) {
        List<Thing> named = new ArrayList<>();
        IDS.forEach((prefix, id) -> {
            if (text.startsWith(prefix) && text.length() > prefix.length()) {
                named.add(new Thing(id.kind(), text, id.path() + ApiClient.encoded(text), true));
            }
        });
        return named;
    }

    private static List<Thing> endpoints(Visit visit, String text) {
        return KnownEndpoints.search(visit.api(), visit.account().orElse(""), text).stream()
                .limit(ENDPOINTS_MAX)
                .map(each -> new Thing("Webhook", name(each), each.path(), true))
                .toList();
    }

    private static String name(KnownEndpoint endpoint) {
        return endpoint.url().host() + endpoint.url().rest();
    }

    private static List<Thing> sources(Visit visit, String text) {
        if (!seesAll(visit)) {
            return List.of();
        }
        return visit.api()
                .get("/v1/sources", Map.of("search", text, "limit", SOURCES_MAX))
                .path("sources")
                .valueStream()
                .map(each -> each.path("name").asString(""))
                .map(name -> new Thing("Source", name, "/sources/" + name, true))
                .toList();
    }

    private static boolean seesAll(Visit visit) {
        return visit.session().caller().role().seesAll();
    }

    private static List<Thing> accounts(Visit visit, String text) {
        if (!seesAll(visit)) {
            return List.of();
        }
        return visit.api()
                .get("/v1/accounts", Map.of("search", text, "limit", ACCOUNTS_MAX))
                .path("accounts")
                .valueStream()
                .map(each -> each.path("id").asString(""))
                .map(id ->
                        new Thing(
                                "Account", id, "/overview?account=" + ApiClient.encoded(id), false))
                .toList();
    }
}

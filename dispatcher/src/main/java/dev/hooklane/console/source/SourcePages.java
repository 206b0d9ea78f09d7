package dev.hooklane.console.source;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Paging;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import dev.hooklane.console.view.Address;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Sources: a list with how each does, and pages about each. */
public final class SourcePages implements Pages {
    static final String ALL = "/sources";

    /** Where pages are that are not about a single source: no source has this name. */
    static final String NONE = ALL + "/-";

    static final String API = "/v1/sources";
    static final Duration LOOK_EVERY = Duration.ofSeconds(3);
    private static final String LIVE = NONE + "/live";
    private static final String PAGE_SIZE = "20";

    @Override
    public void addTo(PageRoutes routes) {
        PageRoutes operators = routes.forOperators();
        operators.get(ALL, Ability.VIEW, visit -> Reply.page("source/list", list(visit, "")));
        operators.live(
                LIVE,
                Ability.VIEW,
                LOOK_EVERY,
                visit -> Reply.part("source/rows", list(visit, "true")));
        new TrySourcePages().addTo(operators);
        new OneSourcePages().addTo(operators);
    }

    /** Returns the path of a source's page. */
    static String path(String name) {
        return ALL + "/" + ApiClient.encoded(name);
    }

    /** Returns the path of a source in the API. */
    static String apiPath(String name) {
        return API + "/" + ApiClient.encoded(name);
    }

    /**
     * @param progress whether their clusters are asked how far they are, which may take seconds
     */
    private static SourceList list(Visit visit, String progress) {
        JsonNode page =
                visit.api()
                        .get(
                                API,
                                Map.of(
                                        "progress",
                                        progress,
                                        "cursor",
                                        visit.query("cursor").orElse(""),
                                        "limit",
                                        PAGE_SIZE));
        Paging paging = Paging.of(visit, new Address(ALL), page);
        return new SourceList(
                page.path("sources").valueStream().map(SourceRow::of).toList(),
                visit.may(Ability.MANAGE),
                visit.pathAs(LIVE),
                paging.first(),
                paging.next());
    }
}

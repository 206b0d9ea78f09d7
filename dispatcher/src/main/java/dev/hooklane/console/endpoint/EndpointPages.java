package dev.hooklane.console.endpoint;

import dev.hooklane.access.Ability;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Paging;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import dev.hooklane.console.view.Address;
import dev.hooklane.http.HeaderNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The pages of endpoints. This class shows the list of an account's endpoints; for an operator,
 * those of all accounts.
 */
public final class EndpointPages implements Pages {
    static final String ALL = "/webhooks";
    private static final String LIVE = ALL + "/live";
    private static final String PAGE_SIZE = "50";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final VerificationCode code;

    /**
     * @param names of the headers that endpoints get
     */
    public EndpointPages(HeaderNames names) {
        this.code = new VerificationCode(names);
    }

    @Override
    public void addTo(PageRoutes routes) {
        routes.get(ALL, Ability.VIEW, visit -> Reply.page("endpoint/list", endpoints(visit)));
        routes.get(ALL + "/options", Ability.VIEW, EndpointPages::options);
        routes.live(
                LIVE,
                Ability.VIEW,
                LOOK_EVERY,
                visit -> Reply.part("endpoint/rows", endpoints(visit)));
        new NewEndpointPages(code).addTo(routes);
        new OneEndpointPages(code).addTo(routes);
        new EditEndpointPages().addTo(routes);
        new AccessPages().addTo(routes);
        new TestPages().addTo(routes);
    }

    /** Suggests webhooks to a field that names one by its id. */
    private static Reply options(Visit visit) {
        return Reply.part(
                "endpoint/options",
                new EndpointOptions(
                        KnownEndpoints.search(
                                visit.api(),
                                visit.account().orElse(""),
                                visit.query("endpoint").orElse(""))));
    }

    private static EndpointList endpoints(Visit visit) {
        String state = visit.query("state").orElse("");
        String search = visit.query("search").orElse("");
        JsonNode page =
                visit.api()
                        .get(
                                "/v1/endpoints",
                                Map.of(
                                        "account",
                                        visit.account().orElse(""),
                                        "state",
                                        state,
                                        "search",
                                        search,
                                        "cursor",
                                        visit.query("cursor").orElse(""),
                                        "limit",
                                        PAGE_SIZE));
        List<JsonNode> endpoints = page.path("endpoints").valueStream().toList();
        Map<String, Statistics> statistics =
                Statistics.of(
                        visit.api(),
                        endpoints.stream().map(each -> each.path("id").asString()).toList());
        boolean ofAll = visit.account().isEmpty();
        Paging paging =
                Paging.of(
                        visit, new Address(ALL).with("state", state).with("search", search), page);
        return new EndpointList(
                endpoints.stream()
                        .map(each ->
                                EndpointRow.of(
                                        each, ofAll, statistics.get(each.path("id").asString())))
                        .toList(),
                visit.may(Ability.MANAGE) && visit.may(Ability.SECRETS),
                !(state + search).isEmpty(),
                state,
                search,
                paging.first(),
                paging.next(),
                visit.pathAs(LIVE));
    }
}

package dev.hooklane.console.deadletter;

import dev.hooklane.access.Ability;
import dev.hooklane.console.endpoint.KnownEndpoints;
import dev.hooklane.console.page.Listed;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Paging;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * The dead letters of all accounts, endpoint by endpoint, with their reasons. Chosen ones are
 * retried by the same page as those of the delivery list; all of an endpoint's, as a replay.
 */
public final class DeadLetterPages implements Pages {
    static final String ALL = "/dead-letters";

    /** The most that can be retried at once. */
    private static final int PAGE_SIZE = 50;

    @Override
    public void addTo(PageRoutes routes) {
        routes.forOperators().get(ALL, Ability.VIEW, DeadLetterPages::list);
    }

    private static Reply list(Visit visit) {
        DeadLetterFilter filter = DeadLetterFilter.of(visit);
        Listed listed =
                Listed.of(
                        visit,
                        "/v1/deliveries",
                        filter.asked(
                                visit.account().orElse(""),
                                visit.query("cursor").orElse(""),
                                PAGE_SIZE));
        List<JsonNode> found = listed.page().path("deliveries").valueStream().toList();
        Paging paging = Paging.of(visit, filter.at(ALL), listed.page());
        KnownEndpoints endpoints =
                KnownEndpoints.of(
                        visit.api(),
                        found.stream().map(each -> each.path("endpoint").asString()).toList());
        return Reply.page(
                "deadletter/list",
                new DeadLetterList(
                        filter,
                        listed.refused(),
                        DeadLetterGroup.of(found, endpoints, filter),
                        paging.first(),
                        paging.next(),
                        visit.may(Ability.REPLAY) ? UUID.randomUUID().toString() : ""));
    }
}

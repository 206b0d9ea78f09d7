package dev.hooklane.console.delivery;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.endpoint.KnownEndpoints;
import dev.hooklane.console.page.Listed;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Paging;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import dev.hooklane.http.HeaderNames;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * The pages of deliveries. This class shows the list: filtered, searched, and updated live on its
 * first page.
 */
public final class DeliveryPages implements Pages {
    static final String ALL = "/deliveries";
    static final int PAGE_SIZE = 50;
    private static final String LIVE = ALL + "/live";
    private static final String ID_PREFIX = "dlv_";
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final int attempts;
    private final SentHeaders sent;

    /**
     * @param attempts the number of attempts in the installation's schedule
     * @param names of the headers that endpoints get
     */
    public DeliveryPages(int attempts, HeaderNames names) {
        this.attempts = attempts;
        this.sent = new SentHeaders(names);
    }

    @Override
    public void addTo(PageRoutes routes) {
        routes.get(ALL, Ability.VIEW, this::list);
        routes.live(
                LIVE,
                Ability.VIEW,
                LOOK_EVERY,
                visit -> Reply.part("delivery/rows", found(visit, List.of())));
        new RetryChosenPages().addTo(routes);
        new OneDeliveryPages(attempts, sent).addTo(routes);
    }

    /** Returns the path of a delivery's page. */
    public static String path(String id) {
        return ALL + "/" + ApiClient.encoded(id);
    }

    private Reply list(Visit visit) {
        String searched = visit.query("event").orElse("");
        if (searched.startsWith(ID_PREFIX)) {
            return Reply.to(path(searched));
        }
        return visit.partial()
                ? Reply.part("delivery/found", found(visit, List.of()))
                : Reply.page(
                        "delivery/list",
                        found(
                                visit,
                                visit.account()
                                        .map(account ->
                                                KnownEndpoints.choices(visit.api(), account))
                                        .orElse(List.of())));
    }

    private DeliveryList found(Visit visit, List<KnownEndpoint> choices) {
        DeliveryFilter filter = DeliveryFilter.of(visit);
        boolean asksForMore = !filter.isNarrowEnough(visit.account());
        Listed listed =
                asksForMore
                        ? Listed.nothing()
                        : Listed.of(
                                visit,
                                "/v1/deliveries",
                                filter.asked(
                                        visit.account().orElse(""),
                                        visit.query("cursor").orElse(""),
                                        PAGE_SIZE));
        Paging paging = Paging.of(visit, filter.at(ALL), listed.page());
        boolean mayRetry = visit.may(Ability.REPLAY);
        return new DeliveryList(
                filter,
                choices,
                asksForMore,
                filter.isOfAll(visit.account()),
                listed.refused(),
                rows(visit, listed.page().path("deliveries").valueStream().toList(), choices),
                paging.first(),
                paging.next(),
                paging.first().isEmpty() ? visit.pathAs(LIVE) : "",
                mayRetry,
                mayRetry && filter.isReplayable(visit.account()) ? filter.replay() : "",
                UUID.randomUUID().toString());
    }

    private List<DeliveryRow> rows(
            Visit visit, List<JsonNode> deliveries, List<KnownEndpoint> told) {
        KnownEndpoints endpoints =
                KnownEndpoints.of(
                        visit.api(),
                        deliveries.stream().map(each -> each.path("endpoint").asString()).toList(),
                        told);
        boolean ofAll = visit.account().isEmpty();
        return deliveries.stream()
                .map(each ->
                        DeliveryRow.of(
                                each,
                                endpoints.get(each.path("endpoint").asString()),
                                ofAll,
                                attempts))
                .toList();
    }
}

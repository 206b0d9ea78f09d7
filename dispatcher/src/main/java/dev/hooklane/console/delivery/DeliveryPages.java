package dev.hooklane.console.delivery;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.PageRoutes;
import dev.hooklane.console.Pages;
import dev.hooklane.console.Reply;
import dev.hooklane.console.Visit;
import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.endpoint.KnownEndpoints;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The list of deliveries: filtered, searched, and live on its first page. */
public final class DeliveryPages implements Pages {
    static final String ALL = "/deliveries";
    static final int PAGE_SIZE = 50;
    private static final String LIVE = ALL + "/live";
    private static final String ID_PREFIX = "dlv_";
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Set<Integer> REFUSED = Set.of(400, 404);

    private final int attempts;

    /**
     * @param attempts how many the installation's schedule has
     */
    public DeliveryPages(int attempts) {
        this.attempts = attempts;
    }

    @Override
    public void addTo(PageRoutes routes) {
        routes.get(ALL, Ability.VIEW, this::list);
        routes.live(
                LIVE,
                Ability.VIEW,
                LOOK_EVERY,
                visit -> Reply.part("delivery/rows", found(visit, List.of())));
    }

    /** The page of one. */
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
        if (!filter.isNarrowEnough(visit.account())) {
            return of(visit, filter, choices, true, "", List.of(), "");
        }
        try {
            JsonNode page =
                    visit.api()
                            .get(
                                    "/v1/deliveries",
                                    filter.asked(
                                            visit.account().orElse(""),
                                            visit.query("cursor").orElse(""),
                                            PAGE_SIZE));
            return of(
                    visit,
                    filter,
                    choices,
                    false,
                    "",
                    rows(visit, page.path("deliveries").valueStream().toList(), choices),
                    page.path("next").asString(""));
        } catch (ApiException e) {
            if (!REFUSED.contains(e.status())) {
                throw e;
            }
            return of(visit, filter, choices, false, e.detail(), List.of(), "");
        }
    }

    private static DeliveryList of(
            Visit visit,
            DeliveryFilter filter,
            List<KnownEndpoint> choices,
            boolean asksForMore,
            String refused,
            List<DeliveryRow> rows,
            String next) {
        boolean onFirst = visit.query("cursor").isEmpty();
        boolean mayRetry = visit.may(Ability.REPLAY);
        return new DeliveryList(
                filter,
                choices,
                asksForMore,
                refused,
                rows,
                onFirst ? "" : filter.at(ALL).text(),
                next.isEmpty() ? "" : filter.at(ALL).with("cursor", next).text(),
                onFirst ? visit.pathAs(LIVE) : "",
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

package dev.hooklane.console.event;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.console.delivery.DeliveryPages;
import dev.hooklane.console.page.Listed;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Paging;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import dev.hooklane.console.view.Address;
import dev.hooklane.console.view.TypedTime;
import java.time.Duration;
import java.util.Map;

/** The list of events, and the types that its filter suggests. */
public final class EventPages implements Pages {
    static final String ALL = "/events";
    private static final String DELIVERY_PREFIX = "dlv_";
    private static final String PAGE_SIZE = "50";
    private static final String LIVE = ALL + "/live";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final String SUGGESTED = "500";

    @Override
    public void addTo(PageRoutes routes) {
        routes.get(ALL, Ability.VIEW, EventPages::list);
        routes.live(
                LIVE,
                Ability.VIEW,
                LOOK_EVERY,
                visit -> Reply.part("event/rows", found(visit, true)));
        routes.get("/types/options", Ability.VIEW, EventPages::types);
        new OneEventPages().addTo(routes);
    }

    private static Reply list(Visit visit) {
        String searched = visit.query("id").orElse("");
        if (searched.startsWith(DELIVERY_PREFIX)) {
            return Reply.to(DeliveryPages.path(searched));
        }
        if (!searched.isEmpty()) {
            return Reply.to(ALL + "/" + ApiClient.encoded(searched));
        }
        EventList found = found(visit, false);
        return visit.partial() ? Reply.part("event/found", found) : Reply.page("event/list", found);
    }

    /**
     * Returns the list.
     *
     * @param watched whether it may be a second old, as those who watch it share one look
     */
    private static EventList found(Visit visit, boolean watched) {
        String type = visit.query("type").orElse("");
        String from = TypedTime.forField(visit.query("from").orElse(""));
        String until = TypedTime.forField(visit.query("until").orElse(""));
        Address same = new Address(ALL).with("type", type).with("from", from).with("until", until);
        Listed listed =
                Listed.of(
                        visit,
                        "/v1/events",
                        Map.of(
                                "account",
                                visit.account().orElse(""),
                                "type",
                                type,
                                "from",
                                TypedTime.forApi(from),
                                "until",
                                TypedTime.forApi(until),
                                "cursor",
                                visit.query("cursor").orElse(""),
                                "limit",
                                PAGE_SIZE,
                                "watch",
                                watched ? "true" : ""));
        Paging paging = Paging.of(visit, same, listed.page());
        boolean ofAll = visit.account().isEmpty();
        return new EventList(
                type,
                from,
                until,
                listed.refused(),
                listed.page()
                        .path("events")
                        .valueStream()
                        .map(each -> EventRow.of(each, ofAll))
                        .toList(),
                paging.first(),
                paging.next(),
                paging.first().isEmpty() && until.isEmpty() ? visit.pathAs(LIVE) : "");
    }

    private static Reply types(Visit visit) {
        return Reply.part(
                "event/types",
                new TypeOptions(
                        visit.api()
                                .get("/v1/event-types", Map.of("limit", SUGGESTED))
                                .path("eventTypes")
                                .valueStream()
                                .map(each -> each.path("name").asString())
                                .toList()));
    }
}

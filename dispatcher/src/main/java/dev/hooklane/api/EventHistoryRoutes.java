package dev.hooklane.api;

import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.history.HistoryPage;
import dev.hooklane.history.HistoryQuery;
import dev.hooklane.lookup.TailPage;
import dev.hooklane.published.PublishedEvents;
import dev.hooklane.published.PublishedRecord;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Shows an event with its payload and what happened to it at each endpoint. */
final class EventHistoryRoutes implements Routes {
    private static final String AT = "at";

    private final DeliveryLists lists;
    private final PublishedEvents events;
    private final EndpointDirectory directory;
    private final CallQuotas quotas;

    EventHistoryRoutes(
            DeliveryLists lists,
            PublishedEvents events,
            EndpointDirectory directory,
            CallQuotas quotas) {
        this.lists = lists;
        this.events = events;
        this.directory = directory;
        this.quotas = quotas;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/events/{id}", quotas.lookingUp(this::read), RouteAccess.VIEW);
    }

    private void read(Context context) {
        Parameters.only(context, Set.of("account", AT));
        EventId id = Parameters.eventId(context);
        Optional<AccountId> account = Access.account(context);
        Optional<SourceEvent.Origin> at = Parameters.origin(context, AT);
        HistoryQuery query = HistoryQuery.ofEvent(id, account, DeliveryLists.PAGE_MAX);
        if (PeerCall.partitions(context).isPresent()) {
            DeliveryLists.answer(context, lists.page(context, query));
            return;
        }
        Optional<PublishedRecord> named =
                at.map(origin ->
                        events.at(origin, id, account)
                                .orElseThrow(() ->
                                        Problem.notFound(
                                                ("event %s is not at %s of the events topic, or"
                                                                + " no longer")
                                                        .formatted(id, origin))));
        HistoryPage<JsonNode> deliveries = lists.page(context, query).map(ListedDelivery::tree);
        EventReport report =
                EventReport.of(
                                id,
                                named,
                                deliveries,
                                origin -> events.at(origin, id, account),
                                () -> search(context, id, account))
                        .orElseThrow(() ->
                                Problem.notFound(
                                        ("event %s is not known: none of its deliveries was"
                                                        + " attempted, and it is not among the latest of"
                                                        + " the events topic; pass its position as ?at=")
                                                .formatted(id)));
        Answers.json(context, 200, json -> report.write(directory.of(report.account()), json));
    }

    private Optional<PublishedRecord> search(
            Context context, EventId id, Optional<AccountId> account) {
        TailPage<PublishedRecord> found = events.search(id, account);
        quotas.hasRead(context, found.recordsRead());
        return found.items().stream().findFirst();
    }
}

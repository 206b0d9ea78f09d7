package dev.hooklane.api;

import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.lookup.Place;
import dev.hooklane.lookup.TailPage;
import dev.hooklane.lookup.TailRange;
import dev.hooklane.published.ListedEvent;
import dev.hooklane.published.PublishedEvents;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Lists published events, newest first. */
final class EventListRoutes implements Routes {
    /** Finding each may take reading many records. */
    private static final int PAGE_MAX = 500;

    private final PublishedEvents events;
    private final CallQuotas quotas;

    EventListRoutes(PublishedEvents events, CallQuotas quotas) {
        this.events = events;
        this.quotas = quotas;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/events", quotas.lookingUp(this::list), RouteAccess.VIEW);
    }

    private void list(Context context) {
        Parameters.only(context, Set.of("account", "type", "from", "until", "cursor", "limit"));
        TailPage<ListedEvent> page =
                events.page(
                        range(context, Parameters.limit(context, PAGE_MAX)),
                        Access.account(context),
                        Parameters.type(context));
        quotas.hasRead(context, page.recordsRead());
        ListAnswer.send(
                context,
                "events",
                page.items(),
                EventListRoutes::write,
                page.next().map(Place::toString));
    }

    /** Reads the range of a list that is read from a topic from the request's parameters. */
    static TailRange range(Context context, int limit) {
        return new TailRange(
                Parameters.time(context, "from"),
                Parameters.time(context, "until"),
                Cursor.read(context, Place::parse),
                limit);
    }

    private static void write(ListedEvent event, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", event.id().value());
        json.writeStringProperty("account", event.account().value());
        json.writeStringProperty("type", event.type().value());
        json.writeStringProperty("timestamp", event.timestamp().toString());
        json.writeStringProperty("publishedAt", event.publishedAt().toString());
        json.writeStringProperty("origin", event.origin().toString());
        json.writeNumberProperty("payloadBytes", event.payloadBytes());
        json.writeStringProperty(
                "repeatOf", event.repeatOf().map(SourceEvent.Origin::toString).orElse(null));
        json.writeEndObject();
    }
}

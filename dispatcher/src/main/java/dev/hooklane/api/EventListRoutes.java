package dev.hooklane.api;

import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.lookup.Place;
import dev.hooklane.lookup.TailPage;
import dev.hooklane.lookup.TailRange;
import dev.hooklane.metrics.LookMeters;
import dev.hooklane.published.ListedEvent;
import dev.hooklane.published.PublishedEvents;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Lists published events, newest first, once or for those who watch. */
final class EventListRoutes implements Routes {
    /** Finding each may take reading many records. */
    private static final int PAGE_MAX = 500;

    /** As many as a page has by default. */
    private static final int WATCHED_MAX = 100;

    private static final String WATCH = "watch";

    private static final List<String> YES_OR_NO = List.of("true", "false");

    private final PublishedEvents events;
    private final WatchedEvents watched;
    private final CallQuotas quotas;

    EventListRoutes(EventParts parts, CallQuotas quotas, LookMeters meters) {
        this.events = parts.published();
        this.watched =
                new WatchedEvents(parts.followed(), events::isKept, System::nanoTime, meters);
        this.quotas = quotas;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/events", quotas.shared(this::list), RouteAccess.VIEW);
    }

    private void list(Context context) {
        Parameters.only(
                context, Set.of("account", "type", "from", "until", "cursor", "limit", WATCH));
        TailRange range = range(context, Parameters.limit(context, PAGE_MAX));
        TailPage<ListedEvent> page =
                Parameters.choice(context, WATCH, YES_OR_NO).map("true"::equals).orElse(false)
                        ? watched.page(watched(context, range), () -> lookUp(context, range))
                        : lookUp(context, range);
        ListAnswer.send(
                context,
                "events",
                page.items(),
                EventListRoutes::write,
                page.next().map(Place::toString));
    }

    private TailPage<ListedEvent> lookUp(Context context, TailRange range) {
        quotas.lookUp(context);
        TailPage<ListedEvent> page =
                events.page(range, Access.account(context), Parameters.type(context));
        quotas.hasRead(context, page.recordsRead());
        return page;
    }

    private static WatchedEvents.Wanted watched(Context context, TailRange range) {
        if (range.after().isPresent() || range.until().isPresent()) {
            throw Problem.badParameter(
                    WATCH, "only the newest events can be watched, without cursor and until");
        }
        if (range.limit() > WATCHED_MAX) {
            throw Problem.badParameter(
                    WATCH,
                    "limit is %d; up to %d events can be watched"
                            .formatted(range.limit(), WATCHED_MAX));
        }
        return new WatchedEvents.Wanted(
                Access.caller(context).account(),
                Access.account(context),
                Parameters.type(context),
                range.from(),
                range.limit());
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

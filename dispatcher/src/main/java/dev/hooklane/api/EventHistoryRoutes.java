package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.deadletter.PayloadSource;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.event.EventId;
import dev.hooklane.event.Payload;
import dev.hooklane.topology.HistoryPage;
import dev.hooklane.topology.HistoryQuery;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An event with its payload, and what became of it at each endpoint. */
final class EventHistoryRoutes implements Routes {
    private final DeliveryLists lists;
    private final PayloadSource payloads;

    EventHistoryRoutes(DeliveryLists lists, PayloadSource payloads) {
        this.lists = lists;
        this.payloads = payloads;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/events/{id}", this::read, May.VIEW);
    }

    private void read(Context context) {
        EventId id = Parameters.eventId(context);
        HistoryQuery query =
                HistoryQuery.ofEvent(id, Access.caller(context).account(), DeliveryLists.LIMIT_MAX);
        HistoryPage<JsonNode> page = lists.page(context, query);
        if (OtherInstances.partitions(context).isPresent()) {
            DeliveryLists.answer(context, page);
            return;
        }
        JsonNode first =
                page.items().stream()
                        .filter(delivery -> delivery.path("event").asString("").equals(id.value()))
                        .findFirst()
                        .orElseThrow(() ->
                                Problem.notFound(
                                        "nothing is known of event %s: no delivery of it was attempted yet, or there is none"
                                                .formatted(id)));
        Optional<Payload> payload = payload(id, first);
        Answers.json(
                context,
                200,
                json -> {
                    json.writeStartObject();
                    json.writeStringProperty("id", id.value());
                    for (String name : new String[] {"account", "type", "publishedAt", "origin"}) {
                        json.writeStringProperty(name, first.path(name).asString(""));
                    }
                    json.writeName("payload");
                    if (payload.isPresent()) {
                        json.writeRawValue(new String(payload.get().bytes(), UTF_8));
                    } else {
                        json.writeNull();
                    }
                    DeliveryLists.write(page, json);
                    json.writeEndObject();
                });
    }

    private Optional<Payload> payload(EventId id, JsonNode delivery) {
        return payloads.payload(id, SourceEvent.Origin.parse(delivery.path("origin").asString("")));
    }
}

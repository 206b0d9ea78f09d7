package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.SourceEvent.Origin;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventReading;
import dev.hooklane.event.EventType;
import dev.hooklane.history.HistoryPage;
import dev.hooklane.published.PublishedRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Everything known about an event: its origin, its payload, its deliveries, and what happened to it
 * at each of the account's endpoints.
 *
 * @param rejected why it is rejected, if it is
 * @param deliveries the latest, as lists show them
 */
record EventReport(
        EventId id,
        AccountId account,
        Origin origin,
        EventFate.Known known,
        Optional<EventReading.Rejected> rejected,
        Optional<Origin> repeatOf,
        HistoryPage<JsonNode> deliveries) {
    /** How many endpoints without a delivery are listed. */
    private static final int ENDPOINTS_MAX = 1_000;

    /**
     * Returns what is known about an event; empty if nothing is.
     *
     * @param named the record that the request names, if it names one
     * @param deliveries of events whose ids have the same code
     * @param standing returns the event's record at a place
     * @param search looks for the event among the latest
     */
    static Optional<EventReport> of(
            EventId id,
            Optional<PublishedRecord> named,
            HistoryPage<JsonNode> deliveries,
            Function<Origin, Optional<PublishedRecord>> standing,
            Supplier<Optional<PublishedRecord>> search) {
        List<JsonNode> own =
                deliveries.items().stream()
                        .filter(each -> text(each, "event").equals(id.value()))
                        .filter(each ->
                                named.map(record -> isOf(record.account(), each)).orElse(true))
                        .toList();
        Optional<JsonNode> first = own.stream().findFirst();
        Optional<PublishedRecord> record =
                named.or(
                        () -> first.isEmpty() ? search.get() : standing.apply(origin(first.get())));
        HistoryPage<JsonNode> page =
                new HistoryPage<>(ofSameAccount(own, first), deliveries.next());
        return record.map(found -> of(id, found, first, page))
                .or(() -> first.map(delivery -> ofDeliveries(id, delivery, page)));
    }

    private static List<JsonNode> ofSameAccount(List<JsonNode> own, Optional<JsonNode> first) {
        return own.stream()
                .filter(each -> first.map(one -> isOf(account(one), each)).orElse(true))
                .toList();
    }

    private static EventReport of(
            EventId id,
            PublishedRecord record,
            Optional<JsonNode> delivery,
            HistoryPage<JsonNode> page) {
        Optional<Origin> repeatOf =
                delivery.map(EventReport::origin)
                        .filter(other -> record.once() && !other.equals(record.origin()));
        // An event that was delivered from this record was accepted, even if its type has changed
        // since.
        Optional<EventReading.Rejected> rejected =
                record.rejected()
                        .filter(_ ->
                                delivery.map(EventReport::origin)
                                        .filter(record.origin()::equals)
                                        .isEmpty());
        return new EventReport(
                id,
                record.account(),
                record.origin(),
                EventFate.Known.of(
                        record, rejected.isPresent(), repeatOf.isPresent(), page.next().isEmpty()),
                rejected,
                repeatOf,
                page);
    }

    private static EventReport ofDeliveries(
            EventId id, JsonNode delivery, HistoryPage<JsonNode> page) {
        return new EventReport(
                id,
                account(delivery),
                origin(delivery),
                new EventFate.Known(
                        Optional.of(new EventType(text(delivery, "type"))),
                        Instant.parse(text(delivery, "publishedAt")),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        page.next().isEmpty()),
                Optional.empty(),
                Optional.empty(),
                page);
    }

    /**
     * Writes the report.
     *
     * @param endpoints of its account
     */
    void write(Collection<Endpoint> endpoints, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", id.value());
        json.writeStringProperty("account", account.value());
        json.writeStringProperty("type", known.type().map(EventType::value).orElse(null));
        json.writeStringProperty("publishedAt", known.publishedAt().toString());
        json.writeStringProperty("origin", origin.toString());
        json.writeStringProperty("repeatOf", repeatOf.map(Origin::toString).orElse(null));
        writeRejection(json);
        json.writeName("payload");
        if (known.event().isPresent() && rejected.isEmpty()) {
            json.writeRawValue(new String(known.event().get().payload().bytes(), UTF_8));
        } else {
            json.writeNull();
        }
        writeEndpoints(endpoints, json);
        DeliveryLists.write(deliveries, json);
        json.writeEndObject();
    }

    private void writeRejection(JsonGenerator json) {
        json.writeName("rejected");
        if (rejected.isPresent()) {
            json.writeStartObject();
            json.writeStringProperty("reason", rejected.get().reason().code());
            json.writeStringProperty("detail", rejected.get().detail());
            json.writeEndObject();
        } else {
            json.writeNull();
        }
    }

    private void writeEndpoints(Collection<Endpoint> endpoints, JsonGenerator json) {
        Set<EndpointId> there = endpoints.stream().map(Endpoint::id).collect(Collectors.toSet());
        json.writeName("endpoints");
        json.writeStartArray();
        Set<EndpointId> delivered =
                deliveries.items().stream()
                        .map(each -> new EndpointId(text(each, "endpoint")))
                        .collect(Collectors.toSet());
        deliveries.items().forEach(each -> write(each, there, json));
        endpoints.stream()
                .filter(each -> !delivered.contains(each.id()))
                .sorted(Comparator.comparing(Endpoint::createdAt).reversed())
                .limit(ENDPOINTS_MAX)
                .forEach(each -> write(each, EventFate.of(each, known), json));
        json.writeEndArray();
    }

    private static void write(JsonNode delivery, Set<EndpointId> there, JsonGenerator json) {
        json.writeStartObject();
        String endpoint = text(delivery, "endpoint");
        json.writeStringProperty("endpoint", endpoint);
        json.writeBooleanProperty("deleted", !there.contains(new EndpointId(endpoint)));
        json.writeStringProperty("delivery", text(delivery, "id"));
        json.writeStringProperty("status", text(delivery, "status"));
        json.writeStringProperty(
                "reason", delivery.has("reason") ? text(delivery, "reason") : null);
        json.writeEndObject();
    }

    private static void write(Endpoint endpoint, EventFate fate, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("endpoint", endpoint.id().value());
        json.writeBooleanProperty("deleted", false);
        json.writeStringProperty("delivery", null);
        json.writeStringProperty("status", "none");
        json.writeStringProperty("reason", fate.reason());
        fate.because().ifPresent(place -> json.writeStringProperty("because", place));
        json.writeEndObject();
    }

    private static String text(JsonNode delivery, String field) {
        return delivery.path(field).asString("");
    }

    private static boolean isOf(AccountId account, JsonNode delivery) {
        return text(delivery, "account").equals(account.value());
    }

    private static AccountId account(JsonNode delivery) {
        return new AccountId(text(delivery, "account"));
    }

    private static Origin origin(JsonNode delivery) {
        return Origin.parse(text(delivery, "origin"));
    }
}

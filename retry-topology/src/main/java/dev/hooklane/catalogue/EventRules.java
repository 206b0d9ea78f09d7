package dev.hooklane.catalogue;

import dev.hooklane.event.Event;
import dev.hooklane.event.EventReading;
import dev.hooklane.event.RejectReason;
import dev.hooklane.filter.EventData;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Checks events of known types against the catalogue's rules for their type. Any thread may use it.
 */
public final class EventRules {
    private final Catalogue catalogue;

    public EventRules(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Returns why the catalogue rejects the event; empty if it accepts it.
     *
     * @param data of the event; read only if its type has a schema
     * @param publishedAt when the event was published; later changes to the type do not affect it
     */
    public Optional<EventReading.Rejected> broken(
            Event event, EventData data, Instant publishedAt) {
        return catalogue
                .find(event.type())
                .flatMap(type ->
                        archived(type, publishedAt)
                                .or(() -> mismatch(type, event, data, publishedAt)));
    }

    private static Optional<EventReading.Rejected> archived(
            CatalogueType type, Instant publishedAt) {
        return type.archivedAt()
                .filter(at -> !publishedAt.isBefore(at))
                .map(at ->
                        new EventReading.Rejected(
                                RejectReason.ARCHIVED_TYPE,
                                "event type %s is archived since %s; no more of its events are accepted"
                                        .formatted(type.type(), at)));
    }

    private static Optional<EventReading.Rejected> mismatch(
            CatalogueType type, Event event, EventData data, Instant publishedAt) {
        if (type.schema().isEmpty() || publishedAt.isBefore(type.schema().get().since())) {
            return Optional.empty();
        }
        DataSchema schema = type.schema().get().schema();
        Optional<JsonNode> json = data.json();
        List<String> wrong =
                json.isEmpty()
                        ? List.of("it has a number that can't be read here")
                        : schema.mismatches(json.get());
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new EventReading.Rejected(
                                RejectReason.SCHEMA_MISMATCH,
                                "data of event %s does not match the schema of %s: %s"
                                        .formatted(
                                                event.id(),
                                                type.type(),
                                                String.join("; ", wrong))));
    }
}

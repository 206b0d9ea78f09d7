package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;
import dev.hooklane.filter.EventData;
import dev.hooklane.filter.EventFilter;
import dev.hooklane.published.PublishedRecord;
import java.time.Instant;
import java.util.Optional;

/** Why an event has no delivery for an endpoint, judged by the endpoint as it is today. */
record EventFate(String reason, Optional<String> because) {
    /**
     * What is known about an event.
     *
     * @param type empty if the event is rejected and so has none
     * @param event empty if the events topic no longer holds it
     * @param onlyFor the endpoint that a test event is for
     * @param repeat whether it was published before
     * @param allKnown whether all its deliveries are known
     */
    record Known(
            Optional<EventType> type,
            Instant publishedAt,
            Optional<Event> event,
            Optional<EndpointId> onlyFor,
            boolean repeat,
            boolean allKnown) {
        static Known of(
                PublishedRecord record, boolean rejected, boolean repeat, boolean allKnown) {
            return new Known(
                    record.event().map(Event::type).filter(_ -> !rejected),
                    record.publishedAt(),
                    record.event(),
                    record.onlyFor(),
                    repeat,
                    allKnown);
        }
    }

    private static EventFate of(String reason) {
        return new EventFate(reason, Optional.empty());
    }

    /**
     * Returns the reason for an endpoint of the event's account that has no known delivery of it.
     */
    static EventFate of(Endpoint endpoint, Known known) {
        if (known.type().isEmpty()) {
            return of("rejected");
        }
        if (endpoint.createdAt().isAfter(known.publishedAt())) {
            return of("created_later");
        }
        if (!asks(endpoint, known.type().get(), known.onlyFor())) {
            return of("not_selected");
        }
        Optional<String> filteredOut = filteredOutBy(endpoint, known);
        if (filteredOut.isPresent()) {
            return new EventFate("filtered_out", filteredOut);
        }
        if (known.repeat()) {
            return of("repeat");
        }
        if (endpoint.updatedAt().isAfter(known.publishedAt())) {
            return of("changed_later");
        }
        return of(known.allKnown() && known.event().isPresent() ? "not_yet" : "unknown");
    }

    private static boolean asks(Endpoint endpoint, EventType type, Optional<EndpointId> onlyFor) {
        return onlyFor.map(endpoint.id()::equals)
                .orElseGet(() -> endpoint.eventTypes().matches(type));
    }

    /** Returns the path of the condition that excluded the event. */
    private static Optional<String> filteredOutBy(Endpoint endpoint, Known known) {
        Optional<EventFilter> filter = endpoint.eventTypes().filter();
        return known.event()
                .filter(_ -> known.onlyFor().isEmpty())
                .filter(event ->
                        !endpoint.eventTypes()
                                .letsThrough(event.type(), new EventData(event.payload())))
                .flatMap(event ->
                        filter.map(each -> each.judge(new EventData(event.payload())).place()));
    }
}

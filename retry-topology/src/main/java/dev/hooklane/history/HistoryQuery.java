package dev.hooklane.history;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryHead;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Selects deliveries, latest event first; an empty field matches all.
 *
 * @param account the account of the deliveries
 * @param endpoints the endpoints, any of which may match
 * @param from the earliest time of the event, inclusive
 * @param until the latest time of the event, exclusive
 * @param before only ids below this one, which is where an earlier page ended
 * @param limit how many deliveries at most
 */
public record HistoryQuery(
        Optional<AccountId> account,
        Optional<Set<EndpointId>> endpoints,
        Optional<EventId> event,
        Optional<EventType> type,
        Optional<DeliveryStatus.Kind> status,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<DeliveryId> before,
        int limit) {
    public HistoryQuery {
        endpoints = endpoints.map(Set::copyOf);
    }

    /** Returns a query for all deliveries of an event, optionally of one account only. */
    public static HistoryQuery ofEvent(EventId event, Optional<AccountId> account, int limit) {
        return new HistoryQuery(
                account,
                Optional.empty(),
                Optional.of(event),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit);
    }

    /** Returns this query for only those of its endpoints that {@code some} accepts. */
    HistoryQuery where(Predicate<EndpointId> some) {
        return new HistoryQuery(
                account,
                endpoints.map(all -> all.stream().filter(some).collect(Collectors.toSet())),
                event,
                type,
                status,
                from,
                until,
                before,
                limit);
    }

    /** Returns this query, continued from where a page ended. */
    public HistoryQuery after(DeliveryId last) {
        return new HistoryQuery(
                account, endpoints, event, type, status, from, until, Optional.of(last), limit);
    }

    /**
     * Reports whether the query selects nothing by which entries are found, so that only the latest
     * deliveries are examined.
     */
    boolean isOfAll() {
        return endpoints.isEmpty()
                && event.isEmpty()
                && status.filter(HistoryKeys::isEntered).isEmpty();
    }

    /** Reports whether the query selects by fields that are not in the keys. */
    boolean looksInside() {
        return account.isPresent() || type.isPresent() || status.isPresent();
    }

    /**
     * Reports whether it is of an endpoint of the query: an event has deliveries to others, too.
     */
    boolean covers(DeliveryId id) {
        return event.isEmpty() || endpoints.map(all -> all.contains(id.endpoint())).orElse(true);
    }

    boolean matches(HistoryHead head) {
        return account.map(AccountId::value).map(head.account()::equals).orElse(true)
                && type.map(EventType::value).map(head.type()::equals).orElse(true)
                && (status.isEmpty() || status.equals(head.status()));
    }
}

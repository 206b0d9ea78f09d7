package dev.hooklane.history;

import dev.hooklane.delivery.DeliveryId;
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
 * Which deliveries are asked for, the latest event's first; what is empty matches all.
 *
 * @param account whose deliveries
 * @param endpoints of any of these
 * @param status its name
 * @param from of events that happened then or later
 * @param until of events that happened before
 * @param before of ids below this one: where an earlier page ended
 * @param limit how many at most
 */
public record HistoryQuery(
        Optional<AccountId> account,
        Optional<Set<EndpointId>> endpoints,
        Optional<EventId> event,
        Optional<EventType> type,
        Optional<String> status,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<DeliveryId> before,
        int limit) {
    public HistoryQuery {
        endpoints = endpoints.map(Set::copyOf);
    }

    /** All deliveries of an event; of one account if one is named. */
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

    /** The same for some of its endpoints only. */
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

    /** The same from where a page ended. */
    public HistoryQuery after(DeliveryId last) {
        return new HistoryQuery(
                account, endpoints, event, type, status, from, until, Optional.of(last), limit);
    }

    /** Whether a range of keys says nothing of these. */
    boolean looksInside() {
        return account.isPresent() || type.isPresent() || status.isPresent();
    }

    boolean matches(HistoryHead head) {
        return matches(HistoryEntry.of(head)) && status.map(head.status()::equals).orElse(true);
    }

    boolean matches(HistoryEntry entry) {
        return account.map(AccountId::value).map(entry.account()::equals).orElse(true)
                && type.map(EventType::value).map(entry.type()::equals).orElse(true);
    }
}

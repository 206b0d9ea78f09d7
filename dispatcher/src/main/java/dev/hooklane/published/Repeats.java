package dev.hooklane.published;

import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises repeats among scanned events, as the fan-out does: marked events of the same
 * partition, account and id within a day. For one thread.
 */
final class Repeats {
    private final Map<Key, ListedEvent> firsts = new HashMap<>();

    private record Key(int partition, AccountId account, EventId event) {
        static Key of(ListedEvent event) {
            return new Key(event.origin().partition(), event.account(), event.id());
        }
    }

    /** Takes note of an event; events may come in any order. */
    ListedEvent take(ListedEvent event) {
        if (event.once()) {
            firsts.merge(
                    Key.of(event),
                    event,
                    (one, other) -> one.origin().offset() < other.origin().offset() ? one : other);
        }
        return event;
    }

    /** Returns the event with the one that it repeats, if that was scanned too. */
    ListedEvent withFirst(ListedEvent event) {
        return Optional.ofNullable(event.once() ? firsts.get(Key.of(event)) : null)
                .filter(first -> repeats(event, first))
                .map(ListedEvent::origin)
                .map(event::repeating)
                .orElse(event);
    }

    private static boolean repeats(ListedEvent event, ListedEvent first) {
        SourceEvent.Origin here = event.origin();
        return here.offset() != first.origin().offset()
                && Duration.between(first.publishedAt(), event.publishedAt())
                                .compareTo(Topics.REPEATS_KNOWN_FOR)
                        < 0;
    }
}

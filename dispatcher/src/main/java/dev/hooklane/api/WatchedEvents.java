package dev.hooklane.api;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import dev.hooklane.lookup.TailMark;
import dev.hooklane.lookup.TailPage;
import dev.hooklane.metrics.LookMeters;
import dev.hooklane.published.EventTail;
import dev.hooklane.published.ListedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The first pages of lists of events, for those who watch them. However many watch however many
 * lists, the topic's new records are read once a second ({@link FollowedEvents}); a list itself is
 * looked up when somebody begins to watch it, and from time to time. Any thread may use it.
 */
final class WatchedEvents {
    /** How old a page may be. */
    static final Duration LOOK_EVERY = FollowedEvents.LOOK_EVERY;

    /** How long a list is carried on until it is looked up anew. */
    static final Duration CARRIED_ON = Duration.ofSeconds(30);

    /** How many lists are remembered; about 4 MB. Others are looked up each second. */
    static final int LISTS_MAX = 200;

    private final FollowedEvents followed;
    private final Predicate<ListedEvent> kept;
    private final LongSupplier nanos;
    private final SharedLooks<Wanted, TailPage<ListedEvent>> pages;
    private final Map<Wanted, Seen> seen = new ConcurrentHashMap<>();

    /**
     * A list.
     *
     * @param watcher the account of who watches; accounts don't wait for each other's look-ups
     */
    record Wanted(
            Optional<AccountId> watcher,
            Optional<AccountId> account,
            Optional<EventType> type,
            Optional<Instant> from,
            int limit) {
        boolean has(ListedEvent event) {
            return account.map(event.account()::equals).orElse(true)
                    && type.map(event.type()::equals).orElse(true)
                    && from.map(time -> !event.publishedAt().isBefore(time)).orElse(true);
        }
    }

    /**
     * A list as it was.
     *
     * @param mark up to where the topic was read for it
     * @param lookedUp when it was last looked up
     */
    private record Seen(TailPage<ListedEvent> page, TailMark mark, long lookedUp) {}

    /**
     * @param kept whether an event may still be shown
     */
    WatchedEvents(
            FollowedEvents followed,
            Predicate<ListedEvent> kept,
            LongSupplier nanos,
            LookMeters meters) {
        this.followed = followed;
        this.kept = kept;
        this.nanos = nanos;
        this.pages =
                new SharedLooks<>(LOOK_EVERY, nanos, meters.of(LookMeters.Subject.EVENT_LISTS));
    }

    /**
     * Returns a list's first page.
     *
     * @param lookUp looks it up
     */
    TailPage<ListedEvent> page(Wanted wanted, Supplier<TailPage<ListedEvent>> lookUp) {
        return pages.get(wanted, () -> look(wanted, lookUp));
    }

    private TailPage<ListedEvent> look(Wanted wanted, Supplier<TailPage<ListedEvent>> lookUp) {
        EventTail tail = followed.tail();
        long now = nanos.getAsLong();
        Seen before = seen.get(wanted);
        Seen after =
                before == null || isOver(before, now) || !tail.reaches(before.mark())
                        ? new Seen(lookUp.get(), tail.end(), now)
                        : new Seen(
                                tail.onto(
                                        before.page(),
                                        before.mark(),
                                        each -> wanted.has(each) && kept.test(each),
                                        wanted.limit()),
                                tail.end(),
                                before.lookedUp());
        seen.values().removeIf(each -> isOver(each, now));
        if (seen.size() < LISTS_MAX || before != null) {
            seen.put(wanted, after);
        }
        return after.page();
    }

    private static boolean isOver(Seen list, long now) {
        return now - list.lookedUp() >= CARRIED_ON.toNanos();
    }
}

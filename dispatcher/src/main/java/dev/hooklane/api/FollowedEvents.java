package dev.hooklane.api;

import dev.hooklane.event.AccountId;
import dev.hooklane.lookup.TailMark;
import dev.hooklane.metrics.LookMeters;
import dev.hooklane.published.EventTail;
import dev.hooklane.published.ListedEvent;
import dev.hooklane.share.ShareOwner;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The events topic, followed for all who watch it: its new records are read once a second, and not
 * at all while nobody asks. Any thread may use it; a call may wait for Kafka.
 */
final class FollowedEvents {
    /** How old the tail may be. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** After this time in which nobody asked, it begins anew. */
    static final Duration UNWATCHED = Duration.ofSeconds(10);

    /** The shortest time from which a pace may be inferred. */
    static final Duration LEAST = Duration.ofSeconds(10);

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration PART = Duration.ofSeconds(5);

    /** The owner of the look that is made for all. */
    private static final String ALL = "events that are watched";

    private final Supplier<EventTail> begin;
    private final UnaryOperator<EventTail> follow;
    private final LongSupplier nanos;
    private final SharedLooks<String, Followed> looks;
    private volatile @Nullable Followed last;

    /** Guarded by itself, the latest part last. */
    private final Deque<Part> parts = new ArrayDeque<>();

    /**
     * @param since since when all events were counted
     */
    private record Followed(EventTail tail, long at, long since) {}

    private record Part(long begin, Map<AccountId, Long> counts) {}

    /**
     * @param begin returns the tail of the topic as it is now
     * @param follow returns the tail with the events that came since
     * @param nanos a steady clock
     */
    FollowedEvents(
            Supplier<EventTail> begin,
            UnaryOperator<EventTail> follow,
            LongSupplier nanos,
            LookMeters meters) {
        this.begin = begin;
        this.follow = follow;
        this.nanos = nanos;
        this.looks = new SharedLooks<>(LOOK_EVERY, nanos, meters.of(LookMeters.Subject.EVENTS));
    }

    /**
     * Returns the tail, at most {@link #LOOK_EVERY} old.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     */
    EventTail tail() {
        return look().tail();
    }

    /**
     * Returns how many events of an account are published in a minute. That is known once somebody
     * has asked for {@link #LEAST}, unless more was published than can be followed.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     */
    OptionalLong perMinute(AccountId account) {
        Followed now = look();
        long known = Math.min(WINDOW.toNanos(), now.at() - now.since());
        if (known < LEAST.toNanos()) {
            return OptionalLong.empty();
        }
        long count;
        synchronized (parts) {
            count = parts.stream().mapToLong(part -> part.counts().getOrDefault(account, 0L)).sum();
        }
        return OptionalLong.of(Math.round(count * (double) WINDOW.toNanos() / known));
    }

    private Followed look() {
        return looks.get(ALL, () -> ShareOwner.run(ALL, this::followOn));
    }

    /** Only one look at a time gets here. */
    private Followed followOn() {
        Followed before = last;
        long now = nanos.getAsLong();
        Followed next = before == null ? anew(begin.get(), now) : after(before, now);
        last = next;
        return next;
    }

    private Followed after(Followed before, long now) {
        EventTail tail =
                now - before.at() >= UNWATCHED.toNanos()
                        ? begin.get()
                        : follow.apply(before.tail());
        if (!tail.reaches(before.tail().end())) {
            return anew(tail, now);
        }
        synchronized (parts) {
            count(tail, before.tail().end(), now);
        }
        return new Followed(tail, now, before.since());
    }

    private Followed anew(EventTail tail, long now) {
        synchronized (parts) {
            parts.clear();
        }
        return new Followed(tail, now, now);
    }

    private void count(EventTail tail, TailMark since, long now) {
        parts.removeIf(part -> now - part.begin() >= WINDOW.toNanos());
        if (parts.isEmpty() || now - parts.getLast().begin() >= PART.toNanos()) {
            parts.addLast(new Part(now, new HashMap<>()));
        }
        Map<AccountId, Long> counts = parts.getLast().counts();
        for (ListedEvent event : tail.newest()) {
            if (event.origin().offset() >= since.offset(event.origin().partition())) {
                counts.merge(event.account(), 1L, Long::sum);
            }
        }
    }
}

package dev.hooklane.lane;

import dev.hooklane.attempt.Work;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the lanes, and which of them have something queued or may be forgotten. Used by the poll
 * loop's thread; {@link #size} by any.
 */
final class LaneBook {
    /** How long limit, breaker and rate of an idle endpoint are remembered. */
    static final long KEPT_NANOS = 60_000_000_000L;

    /** About 60 MB; beyond it, idle lanes are forgotten at once. */
    static final int LANES_MAX = 100_000;

    /** How many lanes with a queue one turn of the poll loop looks after. */
    private static final int TENDED_AT_ONCE = 1_000;

    private static final Duration TEND_INTERVAL = Duration.ofMillis(50);
    private static final Duration SOONEST_TEND = Duration.ofMillis(2);

    private final LaneSettings settings;
    private final LaneShared shared;
    private final LaneTargets targets;

    /** Longest idle first. */
    private final LinkedHashMap<EndpointId, Entry> lanes = new LinkedHashMap<>(16, 0.75f, true);

    private final Set<Lane> waiting = new LinkedHashSet<>();
    private volatile int size;

    private static final class Entry {
        private final Lane lane;
        private EndpointSettings settings;
        private String url;
        private long lastWorkAt;

        /** The number of the partitions that its work comes from, which have one owner. */
        private int number;

        Entry(Lane lane, Endpoint endpoint) {
            this.lane = lane;
            this.settings = endpoint.settings();
            this.url = endpoint.urlText();
        }
    }

    LaneBook(LaneSettings settings, LaneShared shared) {
        this.settings = settings;
        this.shared = shared;
        this.targets = new LaneTargets(settings.targets());
    }

    /** Returns the endpoint's lane, with its current rules. */
    Lane lane(Endpoint endpoint, int number, long nowNanos) {
        Entry entry = lanes.get(endpoint.id());
        if (entry == null) {
            entry = new Entry(newLane(endpoint, nowNanos), endpoint);
            lanes.put(endpoint.id(), entry);
            size = lanes.size();
        } else if (!entry.settings.equals(endpoint.settings())) {
            entry.settings = endpoint.settings();
            entry.lane.changeRules(LaneRules.of(endpoint.settings(), settings), nowNanos);
        }
        if (!entry.url.equals(endpoint.urlText())) {
            entry.url = endpoint.urlText();
            entry.lane.sendsTo(targets.seat(endpoint), nowNanos);
        }
        entry.lastWorkAt = nowNanos;
        entry.number = number;
        return entry.lane;
    }

    /**
     * Drops what the lanes of these partition numbers have queued, since the partitions were given
     * up. The lanes go too, unless an attempt is in flight or the number is owned again; those are
     * forgotten later, like any other.
     *
     * @param moved those that were given up, even if they are back already
     * @param owned those that this instance owns now
     */
    void forgetMoved(Set<Integer> moved, Set<Integer> owned, Consumer<Work> dropped) {
        lanes.values()
                .removeIf(entry -> {
                    if (!moved.contains(entry.number)) {
                        return false;
                    }
                    entry.lane.moved().forEach(dropped);
                    boolean goes = !owned.contains(entry.number) && entry.lane.isIdle();
                    if (goes) {
                        entry.lane.forgotten();
                    }
                    return goes;
                });
        waiting.removeIf(Lane::isQueueEmpty);
        size = lanes.size();
    }

    private Lane newLane(Endpoint endpoint, long nowNanos) {
        Lane lane =
                new Lane(
                        LaneRules.of(endpoint.settings(), settings),
                        shared,
                        new LaneQueue(settings.queuedPerLane(), settings.queuedBytesPerLane()),
                        nowNanos);
        lane.sendsTo(targets.seat(endpoint), nowNanos);
        return lane;
    }

    /** Takes note that something is queued in that lane. */
    void waits(Lane lane) {
        waiting.add(lane);
    }

    /** Starts queued work that may start now, and gives up work that has waited too long. */
    void tend(
            Moment moment,
            BiConsumer<@Nullable Lane, Work> start,
            BiConsumer<Lane, Lane.Expired> giveUp) {
        int looked = 0;
        List<Lane> still = new ArrayList<>();
        for (Iterator<Lane> all = waiting.iterator();
                all.hasNext() && looked < TENDED_AT_ONCE;
                looked++) {
            Lane lane = all.next();
            all.remove();
            tend(lane, moment, start, giveUp);
            if (!lane.isQueueEmpty()) {
                still.add(lane);
            }
        }
        waiting.addAll(still);
    }

    private static void tend(
            Lane lane,
            Moment moment,
            BiConsumer<@Nullable Lane, Work> start,
            BiConsumer<Lane, Lane.Expired> giveUp) {
        for (Work work = lane.startNext(moment.nanos());
                work != null;
                work = lane.startNext(moment.nanos())) {
            start.accept(lane, work);
        }
        for (Lane.Expired expired = lane.takeExpired(moment.nanos());
                expired != null;
                expired = lane.takeExpired(moment.nanos())) {
            giveUp.accept(lane, expired);
        }
    }

    Duration untilTend(long nowNanos) {
        if (waiting.isEmpty()) {
            return Duration.ofDays(1);
        }
        long nanos = TEND_INTERVAL.toNanos();
        int looked = 0;
        for (Iterator<Lane> all = waiting.iterator();
                all.hasNext() && looked < TENDED_AT_ONCE;
                looked++) {
            nanos = Math.min(nanos, all.next().untilNextLookNanos(nowNanos));
        }
        return Duration.ofNanos(Math.max(nanos, SOONEST_TEND.toNanos()));
    }

    /** Forgets lanes that have had no work for a while and keep nothing worth remembering. */
    void forgetIdle(long nowNanos) {
        Map.Entry<EndpointId, Entry> eldest = lanes.firstEntry();
        while (eldest != null && mayGo(eldest.getValue(), nowNanos)) {
            Entry entry = eldest.getValue();
            // Taken out, and put back at the end if it can't be forgotten yet: it is checked again
            // later.
            lanes.remove(eldest.getKey());
            if (entry.lane.isForgettable(nowNanos)) {
                entry.lane.forgotten();
            } else {
                entry.lastWorkAt = nowNanos;
                lanes.put(eldest.getKey(), entry);
            }
            eldest = lanes.firstEntry();
        }
        size = lanes.size();
    }

    private boolean mayGo(Entry entry, long nowNanos) {
        return nowNanos - entry.lastWorkAt > KEPT_NANOS
                || (lanes.size() > LANES_MAX && entry.lane.isForgettable(nowNanos));
    }

    /** Reports on all lanes, and lists at most {@code max} of those in trouble. */
    LaneReport report(long nowNanos, int max) {
        List<LaneState> all =
                lanes.entrySet().stream()
                        .map(each -> each.getValue().lane.state(each.getKey(), nowNanos))
                        .toList();
        return new LaneReport(
                LaneCensus.of(all),
                all.stream()
                        .filter(LaneState::isInTrouble)
                        .sorted(LaneState.WORST_FIRST)
                        .limit(max)
                        .toList());
    }

    int size() {
        return size;
    }
}

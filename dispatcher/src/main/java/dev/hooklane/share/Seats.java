package dev.hooklane.share;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Places for work that lasts as long as somebody watches. Each owner has a limit of its own. When
 * all places are taken, the owner with the most of them loses its oldest one to an owner with
 * fewer. Any thread may use it.
 */
public final class Seats {
    private final int all;
    private final Map<String, Set<Seat>> taken = new HashMap<>();
    private int count;

    /** A place that somebody has taken; closing it gives it back. */
    public final class Seat implements AutoCloseable {
        private final String owner;
        private final CountDownLatch lost = new CountDownLatch(1);

        private Seat(String owner) {
            this.owner = owner;
        }

        /** Returns a latch that is open once the place was given to somebody else. */
        public CountDownLatch lost() {
            return lost;
        }

        @Override
        public void close() {
            leave(this);
        }
    }

    /** The result of asking for a place. */
    public sealed interface Seating {
        record Seated(Seat seat) implements Seating {}

        /** The owner has as many as it may have. */
        record OverLimit(long limit) implements Seating {}

        /** All are taken, and nobody has more of them than this owner would. */
        record Full() implements Seating {}
    }

    /**
     * @param all how many places there are
     */
    public Seats(int all) {
        this.all = all;
    }

    /** Takes a place for this owner, which may have {@code limit} at most. */
    public synchronized Seating take(String owner, long limit) {
        int own = of(owner);
        if (own >= limit) {
            return new Seating.OverLimit(limit);
        }
        if (count >= all && !makeRoom(own)) {
            return new Seating.Full();
        }
        Seat seat = new Seat(owner);
        taken.computeIfAbsent(owner, _ -> new LinkedHashSet<>()).add(seat);
        count++;
        return new Seating.Seated(seat);
    }

    /** Returns how many places this owner has. */
    public synchronized int of(String owner) {
        return taken.getOrDefault(owner, Set.of()).size();
    }

    /** Returns how many owners have a place. */
    synchronized int owners() {
        return taken.size();
    }

    private boolean makeRoom(int own) {
        Optional<Seat> oldest =
                taken.values().stream()
                        .max((one, other) -> Integer.compare(one.size(), other.size()))
                        .filter(most -> most.size() > own + 1)
                        .map(most -> most.iterator().next());
        oldest.ifPresent(seat -> {
            leave(seat);
            seat.lost.countDown();
        });
        return oldest.isPresent();
    }

    private synchronized void leave(Seat seat) {
        Set<Seat> own = taken.getOrDefault(seat.owner, new HashSet<>());
        if (own.remove(seat)) {
            count--;
        }
        if (own.isEmpty()) {
            taken.remove(seat.owner);
        }
    }
}

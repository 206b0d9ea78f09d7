package dev.hooklane.share;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns at something of which there is only so much at once. Each owner has at most a share of it,
 * and a bounded number of requests that wait. Whenever something is free, the owners that wait get
 * it one after the other, so that an owner never waits behind more than one request of each other
 * owner. Any thread may use it.
 *
 * <pre>
 * ask ─▶ below the share, and something is free ─▶ turn ─▶ done ─▶ the next owner's turn
 *    ├─▶ waits ──────────────────────────────────▲
 *    └─▶ refused: too many of this owner wait
 * </pre>
 */
public final class FairTurns {
    private final Limits limits;

    /** Those with a turn or a request that waits; who had a turn longest ago is first. */
    private final Map<String, Owner> owners = new LinkedHashMap<>();

    private int running;
    private int waiting;

    /**
     * The limits.
     *
     * @param atOnce the turns of all owners at the same time
     * @param share the turns of one owner at the same time
     * @param waitingOfOne the requests of one owner that may wait
     * @param waiting the requests of all owners that may wait
     */
    public record Limits(int atOnce, int share, int waitingOfOne, int waiting) {}

    private static final class Owner {
        private int running;
        private final Deque<Runnable> waiting = new ArrayDeque<>();
    }

    public FairTurns(Limits limits) {
        this.limits = limits;
    }

    /**
     * Asks for a turn. The caller must call {@link #done} after each turn.
     *
     * @param turn called once, when the turn has come: on this thread, or on one that is done
     * @return false if too many wait already; there will be no turn then
     */
    public boolean ask(String name, Runnable turn) {
        synchronized (this) {
            Owner owner = owners.computeIfAbsent(name, _ -> new Owner());
            if (!mayRun(name, owner)) {
                return queue(name, owner, turn);
            }
            begin(name, owner);
        }
        turn.run();
        return true;
    }

    /**
     * Waits for a turn.
     *
     * @return false if there is none within the time, or too many wait already
     */
    public boolean await(String name, Duration patience) throws InterruptedException {
        CountDownLatch came = new CountDownLatch(1);
        Runnable turn = came::countDown;
        if (!ask(name, turn)) {
            return false;
        }
        try {
            return came.await(patience.toNanos(), TimeUnit.NANOSECONDS) || !withdrawn(name, turn);
        } catch (InterruptedException e) {
            if (!withdrawn(name, turn)) {
                done(name);
            }
            throw e;
        }
    }

    /** Ends a turn of this owner, and gives the next one away. */
    public void done(String name) {
        Optional<Runnable> next;
        synchronized (this) {
            Owner owner = owners.get(name);
            if (owner == null || owner.running == 0) {
                throw new IllegalStateException("no turn of '%s' has begun".formatted(name));
            }
            owner.running--;
            running--;
            next = next();
            forgetIfIdle(name, owner);
        }
        next.ifPresent(Runnable::run);
    }

    /** Returns how many owners have a turn or wait for one. */
    public synchronized int owners() {
        return owners.size();
    }

    /** Returns how many requests of this owner wait for a turn. */
    public synchronized int waitingOf(String name) {
        Owner owner = owners.get(name);
        return owner == null ? 0 : owner.waiting.size();
    }

    /** Reports whether this owner has as many turns as it may have. */
    public synchronized boolean hasItsShare(String name) {
        Owner owner = owners.get(name);
        return owner != null && owner.running >= share(name);
    }

    private boolean mayRun(String name, Owner owner) {
        return running < limits.atOnce() && owner.running < share(name);
    }

    private int share(String name) {
        return name.equals(ShareOwner.INSTALLATION) ? limits.atOnce() : limits.share();
    }

    private boolean queue(String name, Owner owner, Runnable turn) {
        boolean own = name.equals(ShareOwner.INSTALLATION);
        if (waiting >= limits.waiting()
                || (!own && owner.waiting.size() >= limits.waitingOfOne())) {
            forgetIfIdle(name, owner);
            return false;
        }
        owner.waiting.add(turn);
        waiting++;
        return true;
    }

    /** Counts a turn, and puts its owner behind all others. */
    private void begin(String name, Owner owner) {
        owner.running++;
        running++;
        owners.remove(name);
        owners.put(name, owner);
    }

    private Optional<Runnable> next() {
        for (Iterator<Map.Entry<String, Owner>> all = owners.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<String, Owner> each = all.next();
            Owner owner = each.getValue();
            if (!owner.waiting.isEmpty() && mayRun(each.getKey(), owner)) {
                Runnable turn = owner.waiting.remove();
                waiting--;
                begin(each.getKey(), owner);
                return Optional.of(turn);
            }
        }
        return Optional.empty();
    }

    private synchronized boolean withdrawn(String name, Runnable turn) {
        Owner owner = owners.get(name);
        if (owner == null || !owner.waiting.remove(turn)) {
            return false;
        }
        waiting--;
        forgetIfIdle(name, owner);
        return true;
    }

    private void forgetIfIdle(String name, Owner owner) {
        if (owner.running == 0 && owner.waiting.isEmpty()) {
            owners.remove(name);
        }
    }
}

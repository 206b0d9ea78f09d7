package dev.hooklane.edge;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.IO;
import org.jspecify.annotations.Nullable;

/**
 * One open connection, and what it is doing. Any thread may call.
 *
 * <pre>
 * opened ─▶ READING ─ headers complete ─▶ BUSY ─ answered ─▶ IDLE ─ first byte ─▶ READING
 *                           └─▶ WAITING ───▲
 * </pre>
 */
final class Door {
    private enum State {
        READING,
        WAITING,
        BUSY,
        IDLE
    }

    /** So many refusals in a row cost a client nothing. */
    private static final int FREE_REFUSALS = 3;

    /** After so many in a row, a client has to connect again. */
    private static final int REFUSALS_MAX = 20;

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final int DOUBLINGS_MAX = 4;

    private final @Nullable Pace pace;
    private final SocketChannel channel;
    private final String counted;
    private volatile State state = State.READING;
    private volatile long sinceNanos;
    private volatile boolean known;
    private volatile @Nullable EndPoint endPoint;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger refusalsInARow = new AtomicInteger();
    private volatile boolean hasBeenRead;

    /**
     * @param pace null if many clients share the connection's address, or the connection is ours
     * @param counted what its limit per address counts under
     */
    Door(@Nullable Pace pace, SocketChannel channel, String counted, long nowNanos) {
        this.pace = pace;
        this.channel = channel;
        this.counted = counted;
        this.sinceNanos = nowNanos;
    }

    SocketChannel channel() {
        return channel;
    }

    String counted() {
        return counted;
    }

    void opened(EndPoint opened) {
        endPoint = opened;
    }

    /** Takes note of bytes; the first after an answer begin a request. */
    void received(long nowNanos) {
        if (state == State.IDLE) {
            sinceNanos = nowNanos;
            state = State.READING;
        }
    }

    /** Takes note that a whole request is there, and has to wait. */
    void waits() {
        state = State.WAITING;
    }

    /** Takes note that a request is being answered. */
    void busy() {
        state = State.BUSY;
    }

    /** Takes note that the request is answered. */
    void idle(long nowNanos) {
        sinceNanos = nowNanos;
        state = State.IDLE;
    }

    /** Takes note that its client has shown a valid key. */
    void knows() {
        known = true;
    }

    boolean known() {
        return known;
    }

    boolean isBusy() {
        return state == State.BUSY;
    }

    boolean isReading() {
        return state == State.READING;
    }

    /** Returns how long it has been reading or idle. */
    long nanosSince(long nowNanos) {
        return nowNanos - sinceNanos;
    }

    boolean readsLongerThan(long limitMillis, long nowNanos) {
        return isReading() && nanosSince(nowNanos) > TimeUnit.MILLISECONDS.toNanos(limitMillis);
    }

    /**
     * Returns for how many nanoseconds the next read has to wait. The first never does: it may show
     * a key.
     */
    long nanosBeforeRead() {
        boolean first = !hasBeenRead;
        hasBeenRead = true;
        return first ? 0 : take();
    }

    /** Returns for how many nanoseconds the request that was read has to wait. */
    long nanosBeforeAnswer() {
        return pace == null ? 0 : Math.max(nanosAfterRefusals(), take());
    }

    private long take() {
        if (pace == null || known) {
            return 0;
        }
        taken.incrementAndGet();
        return pace.take(counted);
    }

    private long nanosAfterRefusals() {
        int doublings = refusalsInARow.get() - FREE_REFUSALS - 1;
        return doublings < 0 ? 0 : FIRST_WAIT.toNanos() << Math.min(doublings, DOUBLINGS_MAX);
    }

    /** Takes note of how a request was answered. */
    void answered(boolean refused) {
        if (refused) {
            refusalsInARow.incrementAndGet();
            return;
        }
        refusalsInARow.set(0);
        if (known && pace != null) {
            pace.giveBack(counted, taken.getAndSet(0));
        }
    }

    /** Reports whether its client was refused so often in a row that it has to connect again. */
    boolean isTiresome() {
        return pace != null && refusalsInARow.get() >= REFUSALS_MAX;
    }

    /** Closes the connection without a word. */
    void close() {
        EndPoint opened = endPoint;
        if (opened == null) {
            IO.close(channel);
        } else {
            opened.close();
        }
    }
}

package dev.hooklane.edge;

import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.IO;
import org.jspecify.annotations.Nullable;

/**
 * One open connection, and what it is doing. Any thread may call.
 *
 * <pre>
 * opened ─▶ READING ─ headers complete ─▶ BUSY ─ answered ─▶ IDLE ─ first byte ─▶ READING
 * </pre>
 */
final class Door {
    private enum State {
        READING,
        BUSY,
        IDLE
    }

    private final SocketChannel channel;
    private final String counted;
    private volatile State state = State.READING;
    private volatile long sinceNanos;
    private volatile boolean known;
    private volatile @Nullable EndPoint endPoint;

    /**
     * @param counted what its limit per address counts under
     */
    Door(SocketChannel channel, String counted, long nowNanos) {
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

    /** Takes note that a whole request is there. */
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

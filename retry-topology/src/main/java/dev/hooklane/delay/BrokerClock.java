package dev.hooklane.delay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The brokers' time, which an instance learns from the times at which they append its records. It
 * starts from the machine's clock and leaves it when the brokers contradict it. In between it runs
 * steadily, so later changes of the machine's clock do not move it.
 *
 * <p>A record is appended between its sending and its acknowledgement, so each append bounds the
 * brokers' time from both sides. The clock moves only if most of the latest appends agree, so a
 * single broker with a wrong clock moves nothing. Any thread may use it.
 */
public final class BrokerClock implements InstantSource {
    private static final int APPENDS = 9;

    /** With a full set of appends, one per second is enough to follow a drifting clock. */
    private static final long RARELY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final InstantSource own;
    private final LongSupplier nanoTime;
    private final Deque<Append> appends = new ArrayDeque<>();

    /** The offset that turns the steady clock into nanoseconds since 1970. */
    private volatile long zero;

    /** The bounds of {@link #zero}, provided that the broker's clock is right. */
    private record Append(long ackedNanos, long least, long most) {}

    /**
     * @param own the machine's clock
     * @param nanoTime a clock that never steps
     */
    public BrokerClock(InstantSource own, LongSupplier nanoTime) {
        this.own = own;
        this.nanoTime = nanoTime;
        this.zero = nanos(own.instant()) - nanoTime.getAsLong();
    }

    @Override
    public Instant instant() {
        long nanos = nanoTime.getAsLong() + zero;
        return Instant.ofEpochSecond(
                Math.floorDiv(nanos, TimeUnit.SECONDS.toNanos(1)),
                Math.floorMod(nanos, TimeUnit.SECONDS.toNanos(1)));
    }

    /** Returns how far the machine's clock is ahead of the brokers'; negative if it is behind. */
    public Duration ownAhead() {
        return Duration.between(instant(), own.instant());
    }

    /**
     * Learns from a record that a broker has appended.
     *
     * @param appendedAtMillis by the broker's clock
     * @param sentNanos by the steady clock, before it was sent
     * @param ackedNanos by the steady clock, after it was acknowledged
     */
    public synchronized void appended(long appendedAtMillis, long sentNanos, long ackedNanos) {
        if (appends.size() == APPENDS) {
            if (ackedNanos - appends.getLast().ackedNanos() < RARELY_NANOS) {
                return;
            }
            appends.removeFirst();
        }
        long appendedAt = TimeUnit.MILLISECONDS.toNanos(appendedAtMillis);
        // The broker's time is truncated to a millisecond.
        appends.addLast(
                new Append(ackedNanos, appendedAt - ackedNanos, appendedAt + MILLI - sentNanos));
        follow();
    }

    private void follow() {
        long[] least = appends.stream().mapToLong(Append::least).sorted().toArray();
        long[] most = appends.stream().mapToLong(Append::most).sorted().toArray();
        // The medians: a value outside them contradicts most of the brokers' answers.
        long low = least[least.length / 2 - (least.length % 2 == 0 ? 1 : 0)];
        long high = most[most.length / 2];
        if (zero < low) {
            zero = low;
        } else if (zero > high) {
            zero = high;
        }
    }

    private static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}

package dev.hooklane.bench.load;

import dev.hooklane.bench.receiver.ReceiverProcess;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Publishes evenly spaced events: the n-th event has its time, even if earlier ones were late.
 *
 * @param unmeasured how long to publish before events carry their time
 * @param measured how long to publish after that
 */
public record OpenLoop(int perSecond, Duration unmeasured, Duration measured) {
    public OpenLoop {
        if (eventsIn(measured, perSecond) == 0) {
            throw new IllegalArgumentException("nothing is measured in " + measured);
        }
    }

    /** Returns the number of the first event that carries its time, from 0. */
    public long firstMeasured() {
        return eventsIn(unmeasured, perSecond);
    }

    /** Returns the total number of events. */
    public long events() {
        return eventsIn(unmeasured.plus(measured), perSecond);
    }

    /** Returns how many deliveries the receiver must have counted in the end. */
    long countedOf(Audience audience) {
        return audience.counted(0, events());
    }

    /** Returns how many latencies the receiver must have in the end. */
    public long latenciesOf(Audience audience) {
        return audience.counted(firstMeasured(), events());
    }

    /** Publishes all events; returns when the last one is being published. */
    public void publish(Entrance entrance, ReceiverProcess receiver, Audience audience) {
        long interval = 1_000_000_000L / perSecond;
        long start = receiver.nanoTime();
        for (long n = 0; n < events(); n++) {
            long time = start + n * interval;
            awaitTime(receiver::nanoTime, time);
            entrance.publish(audience.account(n), audience.type(n), n < firstMeasured() ? 0 : time);
        }
    }

    /** Waits until the clock shows this time; returns at once if that is past. */
    public static void awaitTime(LongSupplier nanoTime, long time) {
        for (long early = time - nanoTime.getAsLong();
                early > 0;
                early = time - nanoTime.getAsLong()) {
            LockSupport.parkNanos(early);
        }
    }

    private static long eventsIn(Duration time, int perSecond) {
        return time.toNanos() / (1_000_000_000L / perSecond);
    }
}

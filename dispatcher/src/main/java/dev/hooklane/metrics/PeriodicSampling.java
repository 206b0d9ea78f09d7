package dev.hooklane.metrics;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks that are too dear or too slow for a scrape, made now and then on a thread of their own. One
 * that fails is made again the next time.
 */
public final class PeriodicSampling {
    private static final Logger log = LoggerFactory.getLogger(PeriodicSampling.class);

    private final ScheduledExecutorService thread;

    PeriodicSampling(ScheduledExecutorService thread) {
        this.thread = thread;
    }

    /**
     * Looks now and then, first after one interval.
     *
     * @return what ends it
     */
    public Runnable every(Duration interval, String what, Runnable look) {
        ScheduledFuture<?> looking =
                thread.scheduleWithFixedDelay(
                        () -> run(what, look),
                        interval.toMillis(),
                        interval.toMillis(),
                        TimeUnit.MILLISECONDS);
        return () -> looking.cancel(false);
    }

    /** Says in the log if the look failed, and no more. */
    static void run(String what, Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            log.warn("metrics.look_failed what={} {}", what, e.toString());
        }
    }
}

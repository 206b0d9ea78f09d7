package dev.hooklane.metrics;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes looks that are too expensive or too slow for a scrape, periodically and on a thread of
 * their own. A look that fails is made again the next time.
 */
public final class PeriodicSampling {
    private static final Logger log = LoggerFactory.getLogger(PeriodicSampling.class);

    private final ScheduledExecutorService thread;

    PeriodicSampling(ScheduledExecutorService thread) {
        this.thread = thread;
    }

    /**
     * Looks periodically, first after one interval.
     *
     * @return an action that stops it
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

    /** Looks; if that fails, it is only logged. */
    static void run(String what, Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            log.warn("metrics.look_failed what={} {}", what, e.toString());
        }
    }
}

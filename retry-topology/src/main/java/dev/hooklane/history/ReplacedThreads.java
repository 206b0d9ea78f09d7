package dev.hooklane.history;

import dev.hooklane.supervision.OutOfMemory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the history's thread whenever it dies, however often; a store without a thread would
 * stay behind until a restart. Called by the dying thread.
 */
final class ReplacedThreads implements StreamsUncaughtExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ReplacedThreads.class);

    /** Keeps the cost of repeated failures low. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final AtomicInteger deaths = new AtomicInteger();

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        OutOfMemory.endProcessIfCause(failure);
        Duration pause = pauseAfter(deaths.incrementAndGet());
        log.error("history.thread_failed replaced_in_s={}", pause.toSeconds(), failure);
        // A close during this pause waits for this thread no longer than its own timeout.
        LockSupport.parkNanos(pause.toNanos());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /**
     * Returns the pause before the next thread. The first ones are short, because most failures are
     * over by then.
     */
    static Duration pauseAfter(int deaths) {
        Duration doubled = Duration.ofMillis(100L << Math.min(deaths - 1, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}

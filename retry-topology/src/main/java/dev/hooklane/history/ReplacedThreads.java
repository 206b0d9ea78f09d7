package dev.hooklane.history;

import dev.hooklane.supervision.OutOfMemory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the history's thread whenever it dies, however often: a store that gave up would stay
 * behind until a restart. The thread that dies calls it.
 */
final class ReplacedThreads implements StreamsUncaughtExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ReplacedThreads.class);

    /** So that failing costs little. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final AtomicInteger deaths = new AtomicInteger();

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        OutOfMemory.endProcessIfCause(failure);
        Duration pause = pauseAfter(deaths.incrementAndGet());
        log.error("history.thread_failed replaced_in_s={}", pause.toSeconds(), failure);
        // A close meanwhile does not wait for this thread beyond its timeout.
        LockSupport.parkNanos(pause.toNanos());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** The first ones at once, as most of what fails is over by then. */
    static Duration pauseAfter(int deaths) {
        Duration doubled = Duration.ofMillis(100L << Math.min(deaths - 1, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}

package dev.hooklane.producer;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Runs each completion of a future on a virtual thread of its own, so that callers can't hold up
 * Kafka's sending thread.
 */
final class Completions {
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("hooklane-published-", 0).factory());

    void run(Runnable completion) {
        try {
            threads.execute(completion);
        } catch (RejectedExecutionException e) {
            // This happens only after a close that timed out: the future must still complete.
            completion.run();
        }
    }

    void close(Duration timeout) {
        threads.shutdown();
        try {
            threads.awaitTermination(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

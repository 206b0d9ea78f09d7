package dev.hooklane.e2e.process;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a condition to become true. */
public final class Patience {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private Patience() {}

    /**
     * Returns as soon as the condition is true.
     *
     * @param what for the message, such as {@code instance h1 is ready}
     * @throws IllegalStateException if it is not true within {@code patience}, or its last check
     *     threw
     */
    public static void await(String what, Duration patience, Callable<Boolean> condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Exception last = null;
        while (true) {
            try {
                if (condition.call()) {
                    return;
                }
                last = null;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                last = e;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "not within %d s: %s".formatted(patience.toSeconds(), what), last);
            }
            Thread.sleep(LOOK_EVERY);
        }
    }
}

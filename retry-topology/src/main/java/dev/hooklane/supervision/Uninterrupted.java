package dev.hooklane.supervision;

/**
 * Runs final work to its end on a thread that may have been interrupted. A Kafka client that is
 * closed while its thread is interrupted fails half-way and logs a stack trace.
 */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** Runs {@code last} without the thread's interrupt flag, and restores the flag afterwards. */
    public static void run(Runnable last) {
        boolean interrupted = Thread.interrupted();
        try {
            last.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

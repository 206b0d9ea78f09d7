package dev.hooklane.supervision;

/**
 * For what has to come to its end on a thread that was told to end as well: a Kafka client that is
 * closed while its thread is interrupted fails half-way, and says so with a stack trace.
 */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** Runs it; a thread that was interrupted before or meanwhile is so afterwards. */
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

package dev.hooklane.bench.receiver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Clients to be answered later. All wait equally long, so they are in due order. Used by the
 * receiver's thread.
 */
final class LateAnswers<T> {
    private record Late<T>(T client, long dueNanos) {}

    private final ArrayDeque<Late<T>> waiting = new ArrayDeque<>();
    private final long waitNanos;

    LateAnswers(Duration wait) {
        waitNanos = wait.toNanos();
    }

    void add(T client, long nowNanos) {
        waiting.addLast(new Late<>(client, nowNanos + waitNanos));
    }

    /** Removes the clients that are due, and answers them. */
    void takeDue(long nowNanos, Consumer<T> answer) {
        while (!waiting.isEmpty() && waiting.getFirst().dueNanos() - nowNanos <= 0) {
            answer.accept(waiting.removeFirst().client());
        }
    }

    /**
     * Returns the time until the next one for a selector: in ms, at least 1, or 0 if there is none.
     */
    long untilNextMillis(long nowNanos) {
        return waiting.isEmpty()
                ? 0
                : Math.max(
                        1,
                        Duration.ofNanos(waiting.getFirst().dueNanos() - nowNanos + 999_999)
                                .toMillis());
    }
}

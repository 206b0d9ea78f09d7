package dev.hooklane.poll;

import dev.hooklane.lane.LaneReport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A question to the poll loop's thread, which alone knows all lanes. Any thread may ask; those that
 * ask before it is answered get the same answer.
 */
final class LaneQuestion {
    private final AtomicReference<@Nullable CompletableFuture<LaneReport>> open =
            new AtomicReference<>();

    CompletableFuture<LaneReport> ask() {
        CompletableFuture<LaneReport> asked = new CompletableFuture<>();
        CompletableFuture<LaneReport> before = open.compareAndExchange(null, asked);
        return before == null ? asked : before;
    }

    /** Answers the open question, if there is one. Called by the poll loop's thread. */
    void answer(Supplier<LaneReport> lanes) {
        CompletableFuture<LaneReport> asked = open.getAndSet(null);
        if (asked != null) {
            asked.complete(lanes.get());
        }
    }
}

package dev.hooklane.retry;

import dev.hooklane.delivery.DeadLetterReason;
import java.time.Duration;

/** What happens to a delivery after an attempt. */
public sealed interface NextMove {
    /** The delivery succeeded. */
    record Finish() implements NextMove {}

    /**
     * The delivery is attempted again.
     *
     * @param step the step whose delay topic the delivery goes to
     * @param delay from the end of the failed attempt; longer than the step's delay only if the
     *     endpoint asked for more time
     */
    record Retry(Step step, Duration delay) implements NextMove {
        public boolean longerThanStep() {
            return delay.compareTo(step.delay()) > 0;
        }
    }

    /** The delivery becomes a dead letter. */
    record GiveUp(DeadLetterReason reason) implements NextMove {}
}

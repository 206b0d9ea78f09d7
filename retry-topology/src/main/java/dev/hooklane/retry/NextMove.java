package dev.hooklane.retry;

import dev.hooklane.delivery.DeadLetterReason;
import java.time.Duration;

/** What becomes of a delivery after an attempt. */
public sealed interface NextMove {
    /** It is delivered. */
    record Finish() implements NextMove {}

    /**
     * It is attempted again.
     *
     * @param step whose delay topic it goes to
     * @param delay from the end of the failed attempt; longer than the step's delay only when the
     *     endpoint asked for more time
     */
    record Retry(Step step, Duration delay) implements NextMove {
        public boolean longerThanStep() {
            return delay.compareTo(step.delay()) > 0;
        }
    }

    /** It waits for a manual retry. */
    record GiveUp(DeadLetterReason reason) implements NextMove {}
}

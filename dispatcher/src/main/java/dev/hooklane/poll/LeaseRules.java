package dev.hooklane.poll;

import dev.hooklane.offset.OffsetLedger;
import java.time.Duration;

/**
 * When a delivery in hand is leased.
 *
 * @param openOffsets how much of its partition's window has to be in use
 * @param inHand how long its lane has had it
 */
public record LeaseRules(int openOffsets, Duration inHand) {
    /**
     * Nearly all attempts end within a second, and deliveries that queue for longer are parked. A
     * partition may be an eighth of the window behind without being slow.
     */
    public static final LeaseRules DEFAULT =
            new LeaseRules(OffsetLedger.WINDOW / 8, Duration.ofSeconds(1));

    long inHandNanos() {
        return inHand.toNanos();
    }
}

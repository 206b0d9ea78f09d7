package dev.hooklane.attempt;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryStatus;
import java.time.Duration;

/** Counts attempts and what follows from them. Called by any thread; must not block. */
public interface AttemptMeter {
    /**
     * Counts one attempt.
     *
     * @param parked how long ago it was first parked since the previous attempt; zero if never
     */
    void attempted(Delivery delivery, Attempt attempt, Duration parked);

    /** Counts a delivery that got a new status, with or without an attempt. */
    void decided(Delivery delivery, DeliveryStatus status);

    /** Counts a delivery that had to wait once more without an attempt. */
    void parked(ParkReason reason);

    /**
     * Counts a delivery with a long attempt that was copied, so that its offset holds up no others.
     */
    void leased();

    /** Counts a record that is not a delivery and went to the rejected topic. */
    void unreadable();

    /** Counts a delivery that the fan-out repeated after a crash and that was recognised. */
    void duplicate();
}

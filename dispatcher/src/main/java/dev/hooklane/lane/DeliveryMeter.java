package dev.hooklane.lane;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryStatus;
import java.time.Duration;
import java.util.Map;

/** Counts what happens to deliveries. Called by any thread; must not block. */
public interface DeliveryMeter {
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

    /** Counts each time something due had to stay in Kafka because a bound was reached. */
    void blocked(Bound bound);

    /** Counts a record that is not a delivery and went to the rejected topic. */
    void unreadable();

    /** Counts a delivery that the fan-out repeated after a crash and that was recognised. */
    void duplicate();

    /** Counts outcomes that were dropped because their partition has another owner now. */
    void stale(int outcomes);

    /** Counts outcomes that were committed with their offsets in one transaction. */
    void committed(int outcomes, Duration took);

    /** Counts an outcome whose records Kafka refused. */
    void quarantined(Quarantined as);

    /**
     * Sets how many outcomes wait for a topic to accept them, by topic; topics not in the map have
     * none.
     */
    void waiting(Map<String, Integer> byTopic);

    /** Counts a transaction that failed; its outcomes are kept and tried again. */
    void commitFailed();

    /** Counts a partition whose committed offset did not match its log. */
    void offsetTrouble(OffsetTrouble trouble);
}

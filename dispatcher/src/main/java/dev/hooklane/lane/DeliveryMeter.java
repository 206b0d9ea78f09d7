package dev.hooklane.lane;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryStatus;
import java.time.Duration;
import java.util.Map;

/** What delivering counts. Called by any thread; must not block. */
public interface DeliveryMeter {
    /**
     * One attempt was made.
     *
     * @param parked for how long, from the first time on since the attempt before; zero if never
     */
    void attempted(Delivery delivery, Attempt attempt, Duration parked);

    /** A delivery got a new status, with or without an attempt. */
    void decided(Delivery delivery, DeliveryStatus status);

    /** A delivery had to wait once more without an attempt. */
    void parked(ParkReason reason);

    /** A delivery whose attempt takes long was copied, so that its offset holds nobody up. */
    void leased();

    /** Something due had to stay in Kafka since a bound was reached; counted each time. */
    void blocked(Bound bound);

    /** A record that is no delivery went to the rejected topic. */
    void unreadable();

    /** The fan-out repeated a delivery after a crash, and it was recognised. */
    void duplicate();

    /** Outcomes were dropped because their partition has another owner now. */
    void stale(int outcomes);

    /** Outcomes and offsets were committed in one transaction. */
    void committed(int outcomes, Duration took);

    /** An outcome's records were refused by Kafka. */
    void quarantined(Quarantined as);

    /** So many outcomes wait for a topic to take them, by topic; all others wait for none. */
    void waiting(Map<String, Integer> byTopic);

    /** A transaction failed; its outcomes are kept and tried again. */
    void commitFailed();

    /** A partition's committed offset did not go together with its log. */
    void offsetTrouble(OffsetTrouble trouble);
}

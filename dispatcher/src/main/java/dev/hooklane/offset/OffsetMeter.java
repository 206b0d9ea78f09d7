package dev.hooklane.offset;

import java.time.Duration;
import java.util.Map;

/** Counts what happens to outcomes and offsets. Called by any thread; must not block. */
public interface OffsetMeter {
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

package dev.hooklane.replayer;

import dev.hooklane.replay.SkipReason;

/** Counts what replays do. */
public interface ReplayMeter {
    /** Deliveries were handed to their lanes. */
    void sent(int deliveries);

    /** Deliveries were passed over. */
    void skipped(SkipReason reason, long deliveries);
}

package dev.hooklane.replayer;

import dev.hooklane.replay.SkipReason;

/** Counts what replays do. */
public interface ReplayMeter {
    /** Counts deliveries that were handed to their lanes. */
    void sent(int deliveries);

    /** Counts deliveries that were skipped. */
    void skipped(SkipReason reason, long deliveries);
}

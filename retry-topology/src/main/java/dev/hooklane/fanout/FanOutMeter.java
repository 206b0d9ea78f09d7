package dev.hooklane.fanout;

import dev.hooklane.event.RejectReason;

/** The fan-out's counters; called by its stream threads. */
public interface FanOutMeter {
    /**
     * An event was fanned out.
     *
     * @param filtered how many endpoints subscribe to its type but filtered it out
     */
    void accepted(int deliveries, int filtered);

    /** An event was skipped because the account has already published one with its id. */
    void repeated();

    void rejected(RejectReason reason);
}

package dev.hooklane.fanout;

import dev.hooklane.event.RejectReason;

/** What the fan-out counts; called by its stream threads. */
public interface FanOutMeter {
    /**
     * An event was fanned out.
     *
     * @param filtered endpoints that select its type, and whose filter left it out
     */
    void accepted(int deliveries, int filtered);

    /** An event was left out: the account has published one with its id before. */
    void repeated();

    void rejected(RejectReason reason);
}

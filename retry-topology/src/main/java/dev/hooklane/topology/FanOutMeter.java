package dev.hooklane.topology;

import dev.hooklane.event.RejectReason;

/** What the fan-out counts; called by its stream threads. */
public interface FanOutMeter {
    void accepted(int deliveries);

    /** An event was left out: the account has published one with its id before. */
    void repeated();

    void rejected(RejectReason reason);
}

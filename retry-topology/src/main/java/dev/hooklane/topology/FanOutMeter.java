package dev.hooklane.topology;

import dev.hooklane.event.RejectReason;

/** What the fan-out counts; called by its stream threads. */
public interface FanOutMeter {
    void accepted(int deliveries);

    void rejected(RejectReason reason);
}

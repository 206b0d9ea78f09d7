package dev.hooklane.poll;

import dev.hooklane.attempt.AttemptMeter;
import dev.hooklane.lane.Bound;
import dev.hooklane.offset.OffsetMeter;

/** Counts what happens to deliveries. Called by any thread; must not block. */
public interface DeliveryMeter extends AttemptMeter, OffsetMeter {
    /** Counts each time something due had to stay in Kafka because a bound was reached. */
    void blocked(Bound bound);
}

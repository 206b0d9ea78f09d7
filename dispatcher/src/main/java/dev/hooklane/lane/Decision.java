package dev.hooklane.lane;

import dev.hooklane.attempt.ParkReason;

/** A lane's decision on a delivery that is due. */
sealed interface Decision {
    /** The caller begins an attempt now. */
    record Start() implements Decision {}

    /** The delivery is queued, and the lane starts it soon. */
    record Queue() implements Decision {}

    /** The delivery goes to a parked topic. */
    record Park(ParkReason reason, long waitNanos) implements Decision {}

    Decision START = new Start();
    Decision QUEUE = new Queue();
}

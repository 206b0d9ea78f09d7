package dev.hooklane.lane;

/** What a lane makes of a delivery that is due. */
sealed interface Decision {
    /** The caller begins an attempt now. */
    record Start() implements Decision {}

    /** It begins by itself, soon. */
    record Queue() implements Decision {}

    /** It goes to a parked topic. */
    record Park(ParkReason reason, long waitNanos) implements Decision {}

    Decision START = new Start();
    Decision QUEUE = new Queue();
}

package dev.hooklane.lane;

import dev.hooklane.thirdparty.Seat;

/**
 * A lane's place at the third party that it sends to, and whether that was what held the lane last.
 * Used under its lane's lock.
 */
final class LaneSeat {
    private Seat seat = Seat.FREE;
    private boolean held;

    /** Moves to another target, with the requests that are in flight. */
    void moveTo(Seat other, int inFlight, long nowNanos) {
        for (int i = 0; i < inFlight; i++) {
            seat.leave();
            other.enter(nowNanos);
        }
        seat = other;
    }

    boolean tryEnter(long nowNanos) {
        held = !seat.tryEnter(nowNanos);
        return !held;
    }

    /** Gives a place back; returns whether others come first now. */
    boolean leave() {
        return seat.leave();
    }

    /** Takes note that the lane looks anew at what holds it. */
    void looksAnew() {
        held = false;
    }

    boolean isHeld() {
        return held;
    }
}

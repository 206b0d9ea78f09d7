package dev.hooklane.api;

import dev.hooklane.lane.LaneState;
import java.util.List;
import java.util.Optional;

/**
 * The lanes of this instance that are in trouble. Any thread may ask; a call may wait for a moment.
 */
@FunctionalInterface
public interface TroubledLanes {
    /** Returns the lanes, worst first; empty if they can't be read now. */
    Optional<List<LaneState>> now();
}

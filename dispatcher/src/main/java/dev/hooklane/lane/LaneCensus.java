package dev.hooklane.lane;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How many lanes are how, at one moment.
 *
 * @param slow draw on the slow ones' share
 * @param behind have parked more than their endpoints have taken
 * @param longestOpen for how long a breaker has not been closed, of the one that is so the longest
 * @param longestBacklog of the lane that will take the longest for what is parked
 */
public record LaneCensus(
        int closed,
        int open,
        int halfOpen,
        int slow,
        int behind,
        Duration longestOpen,
        Duration longestBacklog) {
    static final LaneCensus NONE = new LaneCensus(0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO);

    /** Of all these lanes. */
    static LaneCensus of(Collection<LaneState> lanes) {
        return new LaneCensus(
                count(lanes, lane -> lane.gate() == LaneState.Gate.CLOSED),
                count(lanes, lane -> lane.gate() == LaneState.Gate.OPEN),
                count(lanes, lane -> lane.gate() == LaneState.Gate.HALF_OPEN),
                count(lanes, LaneState::slow),
                count(lanes, lane -> lane.backlog().isPositive()),
                longest(lanes, lane -> lane.openFor().orElse(Duration.ZERO)),
                longest(lanes, LaneState::backlog));
    }

    /** How many breakers let that pass. */
    public int of(LaneState.Gate gate) {
        return switch (gate) {
            case CLOSED -> closed;
            case OPEN -> open;
            case HALF_OPEN -> halfOpen;
        };
    }

    private static int count(Collection<LaneState> lanes, Predicate<LaneState> condition) {
        return (int) lanes.stream().filter(condition).count();
    }

    private static Duration longest(
            Collection<LaneState> lanes, Function<LaneState, Duration> time) {
        return lanes.stream().map(time).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }
}

package dev.hooklane.lane;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How many lanes are in which state, at one moment.
 *
 * @param slow lanes that draw on the slow lanes' share
 * @param behind lanes that have parked more than their endpoints have taken
 * @param longestOpen the longest time that any breaker has not been closed
 * @param longestBacklog the longest time that any lane will take for its parked deliveries
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

    /** Counts these lanes. */
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

    /** Returns how many breakers are in that state. */
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

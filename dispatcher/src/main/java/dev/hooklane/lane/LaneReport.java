package dev.hooklane.lane;

import java.util.List;

/**
 * What an instance tells of its lanes.
 *
 * @param census of all of them
 * @param troubled those in trouble, the worst first, {@link LaneState#TOLD_MAX} at most
 */
public record LaneReport(LaneCensus census, List<LaneState> troubled) {
    public static final LaneReport NONE = new LaneReport(LaneCensus.NONE, List.of());

    public LaneReport {
        troubled = List.copyOf(troubled);
    }
}

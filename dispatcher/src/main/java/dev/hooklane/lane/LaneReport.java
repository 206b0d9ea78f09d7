package dev.hooklane.lane;

import java.util.List;

/**
 * An instance's report on its lanes.
 *
 * @param census the counts of all lanes
 * @param troubled the lanes in trouble, the worst first, {@link LaneState#TOLD_MAX} at most
 */
public record LaneReport(LaneCensus census, List<LaneState> troubled) {
    public static final LaneReport NONE = new LaneReport(LaneCensus.NONE, List.of());

    public LaneReport {
        troubled = List.copyOf(troubled);
    }
}

package dev.hooklane.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.EndpointId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LaneCensusTest {
    @Test
    void everyLaneIsCountedOnceByItsBreakerAndTheLongestTimesAreKept() {
        LaneCensus census =
                LaneCensus.of(
                        List.of(
                                lane(LaneState.Gate.CLOSED, 0, 0, true),
                                lane(LaneState.Gate.CLOSED, 0, 40, false),
                                lane(LaneState.Gate.OPEN, 300, 20, false),
                                lane(LaneState.Gate.HALF_OPEN, 700, 0, true)));

        assertThat(census)
                .isEqualTo(
                        new LaneCensus(
                                2, 1, 1, 2, 2, Duration.ofSeconds(700), Duration.ofSeconds(40)));
    }

    private static LaneState lane(
            LaneState.Gate gate, int openSeconds, int backlogSeconds, boolean slow) {
        return new LaneState(
                new EndpointId("ep_0123456789abcdef"),
                gate,
                openSeconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(openSeconds)),
                Duration.ZERO,
                0,
                1,
                0,
                Duration.ofSeconds(backlogSeconds),
                slow);
    }
}

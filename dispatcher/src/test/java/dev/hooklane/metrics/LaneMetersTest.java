package dev.hooklane.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.lane.LaneCensus;
import dev.hooklane.lane.LaneReport;
import dev.hooklane.lane.LaneState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LaneMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LaneMeters meters = new LaneMeters(registry);

    @Test
    void breakersAreCountedByState() {
        meters.start();
        meters.asked(report(2), 0);

        assertThat(registry.get("hooklane.lanes.breaker").tag("state", "open").gauge().value())
                .isEqualTo(2);
        assertThat(registry.get("hooklane.lanes.breaker").tag("state", "closed").gauge().value())
                .isEqualTo(5);
        assertThat(registry.get("hooklane.lanes.longest.open").gauge().value()).isEqualTo(90);
    }

    @Test
    void noEndpointHasASeriesUnlessOneAsksForIt() {
        meters.asked(report(8), 0);

        assertThat(endpoints()).isEmpty();
    }

    @Test
    void theWorstFewHaveSeriesAndThoseThatRecoverLoseThem() {
        meters.asked(report(8), 3);
        List<String> before = endpoints();
        meters.asked(report(1), 3);

        assertThat(before)
                .containsExactlyInAnyOrder(
                        "ep_0000000000000000", "ep_0000000000000001", "ep_0000000000000002");
        assertThat(endpoints()).containsExactly("ep_0000000000000000");
    }

    private List<String> endpoints() {
        return registry.find("hooklane.troubled.endpoint.open").gauges().stream()
                .map((Gauge gauge) -> gauge.getId().getTag("endpoint"))
                .toList();
    }

    private static LaneReport report(int troubled) {
        return new LaneReport(
                new LaneCensus(
                        5, troubled, 0, 0, 0, Duration.ofSeconds(90), Duration.ofSeconds(30)),
                IntStream.range(0, troubled).mapToObj(LaneMetersTest::open).toList());
    }

    private static LaneState open(int number) {
        return new LaneState(
                new EndpointId("ep_%016d".formatted(number)),
                LaneState.Gate.OPEN,
                Optional.of(Duration.ofSeconds(90 - number)),
                Duration.ofSeconds(5),
                0,
                1,
                0,
                Duration.ofSeconds(30),
                false);
    }
}

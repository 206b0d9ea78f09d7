package dev.hooklane.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.source.SourceName;
import dev.hooklane.source.run.SourceMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SourceMetersTest {
    private static final SourceName ORDERS = new SourceName("orders");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SourceMeters meters = new SourceMeters(registry);

    @Test
    void aSourceThatIsRemovedLeavesNoSeries() {
        read(ORDERS);
        int ofOne = registry.getMeters().size();
        for (int i = 0; i < 100; i++) {
            SourceName name = new SourceName("source-" + i);
            read(name);
            meters.stopped(name);
            meters.removed(name);
        }

        assertThat(registry.getMeters())
                .hasSize(ofOne)
                .allSatisfy(
                        meter -> assertThat(meter.getId().getTag("source")).isEqualTo("orders"));
    }

    @Test
    void aSourceThatIsMadeAgainIsCountedFromZero() {
        read(ORDERS);
        meters.removed(ORDERS);
        read(ORDERS);

        assertThat(
                        registry.get("hooklane.source.records")
                                .tag("outcome", "published")
                                .counter()
                                .count())
                .isEqualTo(3);
        assertThat(registry.get("hooklane.source.lag.records").gauge().value()).isEqualTo(7);
    }

    private void read(SourceName source) {
        meters.started(source);
        meters.read(source, new SourceMeter.Counts(3, 2, Map.of()));
        meters.lag(source, new SourceMeter.Lag(7, Duration.ofSeconds(1)));
    }
}

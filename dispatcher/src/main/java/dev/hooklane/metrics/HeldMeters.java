package dev.hooklane.metrics;

import dev.hooklane.waiting.HeldEvents;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/**
 * The partitions of the events topic that a publisher's open transaction holds, as of the last
 * look: a few series at most, and none as long as none is held.
 */
public final class HeldMeters {
    private final MultiGauge seconds;

    HeldMeters(MeterRegistry registry) {
        seconds = MultiGauge.builder("hooklane.events.held.seconds").register(registry);
    }

    /** Takes the result of a look. */
    public void looked(List<HeldEvents> held) {
        seconds.register(
                held.stream()
                        .map(each ->
                                MultiGauge.Row.of(
                                        Tags.of(
                                                "partition",
                                                Integer.toString(each.partition()),
                                                "transactional_id",
                                                each.transactionalId()),
                                        each.held().toMillis() / 1_000.0))
                        .toList(),
                true);
    }
}

package dev.hooklane.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delay.DelayTopic;
import dev.hooklane.waiting.WaitingTopic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WaitingMetersTest {
    private static final Instant NOW = Instant.parse("2024-01-15T10:30:00Z");
    private static final DelayTopic STEP = new DelayTopic("retry.5m", Duration.ofMinutes(5), 0);

    private Instant now = NOW;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final WaitingMeters meters = new WaitingMeters(registry, () -> now);

    @Test
    void whatWasFoundIsAsOldAsItWasThen() {
        meters.looked(List.of(step(3, NOW.minusSeconds(320))));
        now = NOW.plusSeconds(30);

        assertThat(value("hooklane.waiting.records", "5m")).isEqualTo(3);
        assertThat(value("hooklane.waiting.oldest", "5m")).isEqualTo(320);
        assertThat(value("hooklane.waiting.late", "5m")).isEqualTo(20);
    }

    @Test
    void whatIsNotDueIsNotLate() {
        meters.looked(List.of(step(3, NOW)));

        assertThat(value("hooklane.waiting.late", "5m")).isZero();
    }

    @Test
    void whatIsGoneIsNothing() {
        meters.looked(List.of(step(3, NOW.minusSeconds(900))));
        meters.looked(List.of());

        assertThat(value("hooklane.waiting.records", "5m")).isZero();
        assertThat(value("hooklane.waiting.oldest", "5m")).isZero();
        assertThat(value("hooklane.waiting.late", "5m")).isZero();
    }

    @Test
    void theAgeOfTheLastLookGrowsUntilTheNextOne() {
        meters.start();
        now = NOW.plusSeconds(40);
        double before = registry.get("hooklane.waiting.look.age").gauge().value();
        meters.looked(List.of());

        assertThat(before).isEqualTo(40);
        assertThat(registry.get("hooklane.waiting.look.age").gauge().value()).isZero();
    }

    private double value(String name, String delay) {
        return registry.get(name).tag("kind", "step").tag("delay", delay).gauge().value();
    }

    private static WaitingTopic step(long records, Instant oldest) {
        return new WaitingTopic(
                STEP.name(),
                WaitingTopic.Kind.STEP,
                Optional.of(STEP),
                records,
                Optional.of(oldest),
                Optional.of(oldest.plus(STEP.delay())));
    }
}

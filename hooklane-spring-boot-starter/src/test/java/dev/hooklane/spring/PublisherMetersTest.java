package dev.hooklane.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.EventType;
import dev.hooklane.event.InvalidEventException;
import dev.hooklane.event.RejectReason;
import dev.hooklane.producer.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PublisherMetersTest {
    private static final EventType TYPE = new EventType("bot.updated");

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final PublisherMeters meters = new PublisherMeters(registry);

    private final ApplicationContextRunner service =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    PublisherMetersAutoConfiguration.class,
                                    EventPublisherAutoConfiguration.class))
                    .withPropertyValues("hooklane.publisher.bootstrap-servers=127.0.0.1:1");

    @Test
    void anEventIsInFlightUntilItsOutcomeIsKnown() {
        meters.sending(TYPE);
        meters.sending(TYPE);
        meters.sending(TYPE);
        meters.acknowledged(TYPE, Duration.ofMillis(3));
        meters.failed(TYPE, Duration.ofSeconds(2), new IllegalStateException());

        assertThat(registry.get("hooklane.publisher.in.flight").gauge().value()).isEqualTo(1);
    }

    @Test
    void outcomesAreCountedAndTimedByType() {
        meters.sending(TYPE);
        meters.acknowledged(TYPE, Duration.ofMillis(3));
        meters.sending(TYPE);
        meters.acknowledged(TYPE, Duration.ofMillis(4));
        meters.sending(TYPE);
        meters.failed(TYPE, Duration.ofSeconds(2), new IllegalStateException());

        assertThat(total("acknowledged")).isEqualTo(7);
        assertThat(total("failed")).isEqualTo(2000);
    }

    @Test
    void refusalsAreCountedByReason() {
        meters.refused(new InvalidEventException(RejectReason.UNKNOWN_TYPE, "no"));

        assertThat(
                        registry.get("hooklane.publisher.refused")
                                .tag("reason", "unknown_type")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void aServiceWithARegistryHasThem() {
        service.withBean(MeterRegistry.class, () -> registry)
                .run(context -> assertThat(context).hasSingleBean(PublisherMeters.class));
    }

    @Test
    void aServiceWithoutMicrometerNeedsNone() {
        service.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context).hasSingleBean(EventPublisher.class));
    }

    private double total(String outcome) {
        return registry.get("hooklane.publisher.events")
                .tags("type", "bot.updated", "outcome", outcome)
                .timer()
                .totalTime(TimeUnit.MILLISECONDS);
    }
}

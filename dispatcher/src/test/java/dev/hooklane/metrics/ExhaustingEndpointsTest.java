package dev.hooklane.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.EndpointId;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExhaustingEndpointsTest {
    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry =
            new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final ExhaustingEndpoints endpoints = new ExhaustingEndpoints(registry);

    @Test
    void anEndpointCountsOnceHoweverManyOfItsDeliveriesDied() {
        for (int i = 0; i < 1_000; i++) {
            endpoints.exhausted(endpoint(7));
        }
        endpoints.exhausted(endpoint(8));

        assertThat(count()).isEqualTo(2);
    }

    @Test
    void afterAnHourItNoLongerCounts() {
        endpoints.exhausted(endpoint(1));
        clock.add(Duration.ofMinutes(40));
        endpoints.exhausted(endpoint(2));
        clock.add(Duration.ofMinutes(30));

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void nobodyMakesItHoldMoreThanItsBound() {
        for (int i = 0; i < ExhaustingEndpoints.MOST + 5; i++) {
            endpoints.exhausted(endpoint(i));
        }

        assertThat(count()).isEqualTo(ExhaustingEndpoints.MOST);
    }

    private double count() {
        return registry.get("hooklane.endpoints.exhausting").gauge().value();
    }

    private static EndpointId endpoint(int number) {
        return new EndpointId("ep_%016d".formatted(number));
    }
}

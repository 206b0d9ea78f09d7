package dev.hooklane.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ApiMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ApiMeters meters = new ApiMeters(registry);

    @Test
    void requestsAreCountedByMethodRouteAndStatus() {
        meters.answered("POST", "/v1/events", 202, Duration.ofMillis(1));
        meters.answered("POST", "/v1/events", 202, Duration.ofMillis(2));
        meters.answered("POST", "/v1/events", 429, Duration.ofMillis(1));
        meters.answered("GET", "/v1/events", 202, Duration.ofMillis(1));

        assertThat(timer("POST", "/v1/events", "202").count()).isEqualTo(2);
        assertThat(registry.find("hooklane.api.requests").timers()).hasSize(3);
    }

    @Test
    void methodsThatNobodyKnowsShareATag() {
        meters.answered("BREW", "none", 404, Duration.ofMillis(1));
        meters.answered("STIR", "none", 404, Duration.ofMillis(1));

        assertThat(timer("other", "none", "404").count()).isEqualTo(2);
    }

    private Timer timer(String method, String route, String status) {
        return registry.get("hooklane.api.requests")
                .tags("method", method, "route", route, "status", status)
                .timer();
    }
}

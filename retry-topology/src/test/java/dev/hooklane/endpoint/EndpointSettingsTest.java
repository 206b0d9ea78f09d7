package dev.hooklane.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class EndpointSettingsTest {
    @Test
    void aTimeoutIsOneToSixtySeconds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timeout(Duration.ofMillis(999)))
                .withMessage("timeout is 999 ms; 1s to 60s are allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timeout(Duration.ofMillis(60_001)))
                .withMessage("timeout is 60001 ms; 1s to 60s are allowed");
    }

    @Test
    void theInstallationsTimeoutIsNeverExceeded() {
        Duration most = Duration.ofSeconds(15);

        assertThat(EndpointSettings.defaults().timeoutWithin(most)).isEqualTo(most);
        assertThat(timeout(Duration.ofSeconds(2)).timeoutWithin(most))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(timeout(Duration.ofSeconds(60)).timeoutWithin(most)).isEqualTo(most);
    }

    @Test
    void theInstallationsAttemptsInFlightAreNeverExceeded() {
        assertThat(EndpointSettings.defaults().maxInFlightWithin(16)).isEqualTo(16);
        assertThat(inFlight(4).maxInFlightWithin(16)).isEqualTo(4);
        assertThat(inFlight(40).maxInFlightWithin(16)).isEqualTo(16);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inFlight(0))
                .withMessage("maxInFlight is 0; it must be at least 1");
    }

    @Test
    void aRateLimitHasBounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimit(0.001, 1))
                .withMessage("rateLimit.perSecond is 0.001; 0.01 to 10000 are allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimit(Double.NaN, 1))
                .withMessage("rateLimit.perSecond is NaN; 0.01 to 10000 are allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimit(10, 10_001))
                .withMessage("rateLimit.burst is 10001; 1 to 10000 are allowed");
        assertThat(new RateLimit(10, 20)).hasToString("10/20");
        assertThat(new RateLimit(0.5, 1)).hasToString("0.5/1");
    }

    @Test
    void aScheduleBeginsAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schedule(List.of()))
                .withMessage("schedule does not begin with 0s; the first attempt is immediate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schedule(List.of(Duration.ofMinutes(5))));
    }

    private static EndpointSettings timeout(Duration timeout) {
        return new EndpointSettings(
                Optional.of(timeout),
                OptionalInt.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    private static EndpointSettings inFlight(int most) {
        return new EndpointSettings(
                Optional.empty(), OptionalInt.of(most), Optional.empty(), false, Optional.empty());
    }

    private static EndpointSettings schedule(List<Duration> waits) {
        return new EndpointSettings(
                Optional.empty(), OptionalInt.empty(), Optional.empty(), false, Optional.of(waits));
    }
}

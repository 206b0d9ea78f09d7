package dev.hooklane.metrics;

import static dev.hooklane.metrics.MeasuredSamples.NOW;
import static dev.hooklane.metrics.MeasuredSamples.attempt;
import static dev.hooklane.metrics.MeasuredSamples.delivery;
import static dev.hooklane.metrics.MeasuredSamples.held;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.Trigger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What meters count and measure. */
class MetersTest {
    @Test
    void anAttemptIsCountedByOutcomeAndNumber() {
        Prometheus prometheus = new Prometheus();

        prometheus.delivery().attempted(delivery(), attempt(1), Duration.ZERO);
        prometheus.delivery().attempted(delivery(), attempt(14), Duration.ZERO);
        prometheus.delivery().attempted(delivery(), attempt(15), Duration.ZERO);

        assertThat(prometheus.scrape())
                .contains(
                        "hooklane_attempts_total{attempt=\"1\",outcome=\"status_5xx\"} 1.0",
                        "hooklane_attempts_total{attempt=\"more\",outcome=\"status_5xx\"} 2.0",
                        "hooklane_publish_to_attempt_seconds_count{parked=\"no\"} 1");
        prometheus.close();
    }

    @Test
    void whatWasParkedIsToldApart() {
        Prometheus prometheus = new Prometheus();

        prometheus.delivery().attempted(delivery(), attempt(1), Duration.ofSeconds(90));

        assertThat(prometheus.scrape())
                .contains(
                        "hooklane_publish_to_attempt_seconds_count{parked=\"no\"} 0",
                        "hooklane_publish_to_attempt_seconds_count{parked=\"yes\"} 1",
                        "hooklane_deliveries_parked_for_seconds_sum 90.0");
        prometheus.close();
    }

    @Test
    void aReplayedPastEventIsNoLatencyOfPublishing() {
        Prometheus prometheus = new Prometheus();

        prometheus
                .delivery()
                .attempted(
                        Delivery.first(
                                delivery().id(),
                                delivery().endpoint(),
                                delivery().event(),
                                Trigger.REPLAY,
                                delivery().payload()),
                        attempt(1),
                        Duration.ZERO);

        assertThat(prometheus.scrape())
                .contains("hooklane_publish_to_attempt_seconds_count{parked=\"no\"} 0");
        prometheus.close();
    }

    @Test
    void aHeldPartitionIsToldWithItsPublisherAsLongAsItIsHeld() {
        Prometheus prometheus = new Prometheus();

        prometheus.held().looked(List.of(held()));
        String during = prometheus.scrape();
        prometheus.held().looked(List.of());

        assertThat(during)
                .contains(
                        "hooklane_events_held_seconds{partition=\"3\",transactional_id=\"orders-1\"} 90.0");
        assertThat(prometheus.scrape()).doesNotContain("hooklane_events_held_seconds{");
        prometheus.close();
    }

    @Test
    void theTimeToSuccessIsThatOfTheScheduleAlone() {
        Prometheus prometheus = new Prometheus();
        Attempt third =
                new Attempt(
                        3,
                        NOW.plusSeconds(2_100),
                        Duration.ofSeconds(1),
                        new AttemptOutcome.Success(200, ""));

        prometheus.delivery().attempted(delivery(Trigger.EVENT), third, Duration.ZERO);
        prometheus.delivery().attempted(delivery(Trigger.MANUAL), third, Duration.ZERO);
        prometheus.delivery().attempted(delivery(Trigger.EVENT), attempt(3), Duration.ZERO);

        assertThat(prometheus.scrape())
                .contains(
                        "hooklane_publish_to_success_seconds_count 1",
                        "hooklane_publish_to_success_seconds_sum 2101.0",
                        "hooklane_publish_to_success_seconds_bucket{le=\"600.0\"} 0",
                        "hooklane_publish_to_success_seconds_bucket{le=\"2400.0\"} 1");
        prometheus.close();
    }
}

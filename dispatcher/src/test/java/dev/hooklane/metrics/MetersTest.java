package dev.hooklane.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.attempt.ParkReason;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.PhaseTimes;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import dev.hooklane.event.RejectReason;
import dev.hooklane.lane.Bound;
import dev.hooklane.lane.LaneReport;
import dev.hooklane.lane.LaneState;
import dev.hooklane.replay.SkipReason;
import dev.hooklane.supervision.SupervisedThread;
import dev.hooklane.waiting.HeldEvents;
import dev.hooklane.waiting.WaitingTopic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class MetersTest {
    private static final Instant NOW = Instant.parse("2024-01-15T10:30:00Z");
    private static final Pattern SERIES = Pattern.compile("(?m)^(hooklane_\\w+)(\\{.*})? ");
    private static final Pattern TAG = Pattern.compile("(\\w+)=\"");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(hooklane_\\w+)` \\| ([^|]*) \\| ");
    private static final Pattern SUFFIX = Pattern.compile("_(bucket|count|sum|max)$");

    @Test
    void everyMeterStandsInTheTableWithItsTags() throws IOException {
        assertThat(measured()).isEqualTo(documented());
    }

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
    void noSeriesGrowsWithEndpointsOrAccountsUnlessOneAsksForIt() {
        assertThat(
                        everything()
                                .lines()
                                .filter(line -> !line.startsWith("hooklane_troubled_endpoint")))
                .isNotEmpty()
                .noneMatch(line -> line.contains(delivery().endpoint().value()))
                .noneMatch(line -> line.contains(delivery().id().value()))
                .noneMatch(line -> line.contains("acme"));
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

    /** Nobody can see a rise from nothing: the first one would go unnoticed. */
    @Test
    void whatAlertsCountIsThereFromTheStart() {
        Prometheus prometheus = new Prometheus();

        assertThat(prometheus.scrape())
                .contains(
                        "hooklane_events_rejected_total{reason=\"not_json\"} 0.0",
                        "hooklane_deliveries_decided_total{reason=\"exhausted\",status=\"dead\"} 0.0",
                        "hooklane_deliveries_decided_total{reason=\"none\",status=\"delivered\"} 0.0",
                        "hooklane_deliveries_parked_total{reason=\"breaker_open\"} 0.0",
                        "hooklane_admissions_blocked_total{bound=\"window\"} 0.0",
                        "hooklane_commits_failed_total 0.0");
        prometheus.close();
    }

    /** Each meter as {@code name{tag,tag}}, from what a scrape shows. */
    private static Set<String> measured() {
        return SERIES.matcher(everything())
                .results()
                .map(MetersTest::meter)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String meter(MatchResult series) {
        String tags = series.group(2) == null ? "" : series.group(2);
        return SUFFIX.matcher(series.group(1)).replaceFirst("")
                + TAG.matcher(tags)
                        .results()
                        .map(tag -> tag.group(1))
                        .filter(tag -> !tag.equals("le"))
                        .sorted()
                        .toList();
    }

    private static Set<String> documented() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "METRICS.md"));
        return ROW.matcher(page)
                .results()
                .map(row ->
                        row.group(1)
                                + Pattern.compile("\\w+")
                                        .matcher(row.group(2))
                                        .results()
                                        .map(MatchResult::group)
                                        .sorted()
                                        .toList())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String everything() {
        Prometheus prometheus = new Prometheus();
        prometheus.fanOut().accepted(2, 1);
        prometheus.fanOut().repeated();
        prometheus.fanOut().rejected(RejectReason.NOT_JSON);
        DeliveryMeters meters = prometheus.delivery();
        meters.attempted(delivery(), attempt(1), Duration.ZERO);
        meters.decided(delivery(), new DeliveryStatus.Dead(DeadLetterReason.GONE));
        meters.decided(delivery(), new DeliveryStatus.Delivered());
        meters.parked(ParkReason.LANE_FULL);
        meters.blocked(Bound.WINDOW);
        meters.committed(1, Duration.ofMillis(5));
        meters.waiting(Map.of("hooklane.history", 1));
        prometheus.api().answered("GET", "/v1/endpoints/{id}", 200, Duration.ofMillis(1));
        Gauges gauges = prometheus.gauges();
        gauges.watchInFlight(() -> 1, () -> 1);
        gauges.watchConnections(() -> 1);
        gauges.watchLanes(() -> 1, () -> 1);
        gauges.watchAdmitted(() -> 1, () -> 1);
        gauges.watchHeld(() -> 1);
        prometheus.unreadable().watch(() -> Map.of(new TopicPartition("hooklane.events", 3), 17L));
        prometheus.unreadable().look();
        prometheus
                .threads()
                .watch(SupervisedThread.of("hooklane-delivery", Duration.ofMinutes(1), _ -> {}));
        gauges.watchWindow(() -> 1);
        gauges.watchEndpoints(() -> 1, () -> 0, () -> 0);
        gauges.watchHistory(() -> 1, () -> 1);
        gauges.watchReady("delivery", () -> true);
        gauges.tellVersion("1.0.0");
        gauges.watchClock(() -> 0.25);
        prometheus.waiting().start();
        prometheus.waiting().looked(List.of(events()));
        prometheus.held().looked(List.of(held()));
        prometheus.lanes().start();
        prometheus.lanes().asked(new LaneReport(LaneReport.NONE.census(), List.of(lane())), 1);
        prometheus.expiry().watchKeys(() -> 1, () -> 1);
        prometheus.expiry().tellCertificates(Map.of("keystore", NOW));
        prometheus.replays().sent(1);
        prometheus.replays().skipped(SkipReason.PAYLOAD_GONE, 1);
        prometheus.replays().watchUnfinished(() -> 1);
        String scraped = prometheus.scrape();
        prometheus.close();
        return scraped;
    }

    private static Attempt attempt(int number) {
        return new Attempt(
                number,
                NOW,
                Duration.ofMillis(12),
                new AttemptOutcome.ErrorStatus(500, Optional.empty(), "no"),
                new PhaseTimes(1, 2, 3, 4, 5, 6));
    }

    private static WaitingTopic events() {
        return new WaitingTopic(
                "events",
                WaitingTopic.Kind.EVENTS,
                Optional.empty(),
                1,
                Optional.of(NOW),
                Optional.of(NOW));
    }

    private static HeldEvents held() {
        return new HeldEvents(3, "orders-1", 7, 100, 5, Duration.ofSeconds(90));
    }

    private static LaneState lane() {
        return new LaneState(
                new EndpointId("ep_fedcba9876543210"),
                LaneState.Gate.OPEN,
                Optional.of(Duration.ofSeconds(1)),
                Duration.ZERO,
                1,
                1,
                0,
                Duration.ZERO,
                false);
    }

    private static Delivery delivery() {
        return delivery(Trigger.EVENT);
    }

    private static Delivery delivery(Trigger trigger) {
        EndpointId endpoint = new EndpointId("ep_0123456789abcdef");
        EventId event = new EventId("evt_abc123");
        return Delivery.first(
                DeliveryId.of(event, NOW).to(endpoint),
                endpoint,
                new SourceEvent(
                        event,
                        new EventType("message.created"),
                        new AccountId("acme"),
                        NOW,
                        new SourceEvent.Origin(0, 0),
                        Optional.empty(),
                        Optional.empty()),
                trigger,
                Payload.of("{}".getBytes(StandardCharsets.UTF_8)));
    }
}

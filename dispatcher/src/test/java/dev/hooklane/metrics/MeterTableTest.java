package dev.hooklane.metrics;

import static dev.hooklane.metrics.MeasuredSamples.NOW;
import static dev.hooklane.metrics.MeasuredSamples.attempt;
import static dev.hooklane.metrics.MeasuredSamples.delivery;
import static dev.hooklane.metrics.MeasuredSamples.held;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.attempt.ParkReason;
import dev.hooklane.config.ApiSettings;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.edge.Callers;
import dev.hooklane.edge.Edge;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.RejectReason;
import dev.hooklane.lane.Bound;
import dev.hooklane.lane.LaneReport;
import dev.hooklane.lane.LaneState;
import dev.hooklane.replay.SkipReason;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.SourceRejection;
import dev.hooklane.source.run.SourceMeter;
import dev.hooklane.supervision.SupervisedThread;
import dev.hooklane.waiting.WaitingTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/** The meters are those of the table in the operators' manual, there from the start and bounded. */
class MeterTableTest {
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
                        "hooklane_api_refused_total{caller=\"publisher\",reason=\"requests\"} 0.0",
                        "hooklane_commits_failed_total 0.0");
        prometheus.close();
    }

    /** Each meter as {@code name{tag,tag}}, from what a scrape shows. */
    private static Set<String> measured() {
        return SERIES.matcher(everything())
                .results()
                .map(MeterTableTest::meter)
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
        prometheus
                .edge()
                .watch(
                        new Edge(
                                new ApiSettings("127.0.0.1", 0, "key", "127.0.0.1:1"),
                                new Edge.Parts(
                                        Callers.strangers(),
                                        prometheus.edge(),
                                        false,
                                        true,
                                        Optional.empty())));
        prometheus.edge().watchCertificate(() -> NOW);
        Gauges gauges = prometheus.gauges();
        gauges.watchInFlight(() -> 1, () -> 1);
        gauges.watchConnections(() -> 1);
        gauges.watchLanes(() -> 1, () -> 1);
        gauges.watchAdmitted(() -> 1, () -> 1);
        gauges.watchHeld(() -> 1);
        prometheus.unreadable().watch(() -> Map.of(new TopicPartition("hooklane.events", 3), 17L));
        prometheus.unreadable().look();
        prometheus.watch(SupervisedThread.of("hooklane-delivery", Duration.ofMinutes(1), _ -> {}));
        gauges.watchWindow(() -> 1);
        gauges.watchEndpoints(() -> 1, () -> 0, () -> 0);
        gauges.watchHistory(() -> 1, () -> 1);
        gauges.watchListeners(() -> 1, () -> 1);
        gauges.watchReady("delivery", () -> true);
        gauges.tellVersion("1.0.0");
        gauges.watchClock(() -> 0.25);
        prometheus.waiting().start();
        prometheus.waiting().looked(List.of(events()));
        prometheus.held().looked(List.of(held()));
        prometheus.lanes().start();
        prometheus.lanes().asked(new LaneReport(LaneReport.NONE.census(), List.of(lane())), 1);
        prometheus.expiry().watchKeys(() -> 1, () -> 1);
        prometheus.expiry().watchEndpoints(() -> 1);
        prometheus.expiry().tellEgress(NOW);
        prometheus.expiry().tellCertificates(Map.of("keystore", NOW));
        SourceName orders = new SourceName("orders");
        prometheus.sources().started(orders);
        prometheus
                .sources()
                .read(
                        orders,
                        new SourceMeter.Counts(1, 1, Map.of(SourceRejection.SOURCE_UNMAPPED, 1)));
        prometheus.sources().contradicted(orders, "made_anew");
        prometheus.sources().restarted(orders);
        prometheus.sources().lag(orders, new SourceMeter.Lag(1, Duration.ofSeconds(1)));
        prometheus.sources().topicsLeftOut(orders, 1);
        prometheus.sources().topicsMissing(orders, 1);
        prometheus.sources().topicsRefused(orders, 1);
        prometheus.sources().awaitsRewind(orders, 1);
        prometheus.sources().waitsForRegistry(orders, 1);
        prometheus.watchSources(() -> Map.of(orders, true));
        prometheus.sourceMeters().look();
        prometheus.replays().sent(1);
        prometheus.replays().skipped(SkipReason.PAYLOAD_GONE, 1);
        prometheus.watchUnfinishedReplays(() -> 1);
        String scraped = prometheus.scrape();
        prometheus.close();
        return scraped;
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
}

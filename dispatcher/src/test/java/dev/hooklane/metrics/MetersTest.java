package dev.hooklane.metrics;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.hooklane.lane.ParkReason;
import dev.hooklane.replay.SkipReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

        prometheus.meters().attempted(delivery(), attempt(1));
        prometheus.meters().attempted(delivery(), attempt(14));
        prometheus.meters().attempted(delivery(), attempt(15));

        assertThat(prometheus.scrape())
                .contains(
                        "hooklane_attempts_total{attempt=\"1\",outcome=\"status_5xx\"} 1.0",
                        "hooklane_attempts_total{attempt=\"more\",outcome=\"status_5xx\"} 2.0",
                        "hooklane_publish_to_attempt_seconds_count 1");
        prometheus.close();
    }

    @Test
    void aReplayedPastEventIsNoLatencyOfPublishing() {
        Prometheus prometheus = new Prometheus();

        prometheus
                .meters()
                .attempted(
                        Delivery.first(
                                delivery().id(),
                                delivery().endpoint(),
                                delivery().event(),
                                Trigger.REPLAY,
                                delivery().payload()),
                        attempt(1));

        assertThat(prometheus.scrape()).contains("hooklane_publish_to_attempt_seconds_count 0");
        prometheus.close();
    }

    @Test
    void noSeriesGrowsWithEndpointsOrAccounts() {
        assertThat(everything())
                .doesNotContain(delivery().endpoint().value(), delivery().id().value(), "acme");
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
        Meters meters = prometheus.meters();
        meters.accepted(2, 1);
        meters.repeated();
        meters.rejected(RejectReason.NOT_JSON);
        meters.attempted(delivery(), attempt(1));
        meters.decided(delivery(), new DeliveryStatus.Dead(DeadLetterReason.GONE));
        meters.decided(delivery(), new DeliveryStatus.Delivered());
        meters.parked(ParkReason.LANE_FULL);
        meters.blocked(Bound.WINDOW);
        meters.committed(1, Duration.ofMillis(5));
        meters.answered("GET", "/v1/endpoints/{id}", 200, Duration.ofMillis(1));
        meters.watchInFlight(() -> 1);
        meters.watchConnections(() -> 1);
        meters.watchSlowInFlight(() -> 1);
        meters.watchLanes(() -> 1, () -> 1);
        meters.watchAdmitted(() -> 1);
        meters.watchHeld(() -> 1);
        meters.watchEndpoints(() -> 1, () -> 0);
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

    private static Delivery delivery() {
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
                Trigger.EVENT,
                Payload.of("{}".getBytes(StandardCharsets.UTF_8)));
    }
}

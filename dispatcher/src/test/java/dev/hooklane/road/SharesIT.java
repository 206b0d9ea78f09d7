package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KeyValue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A burst of one account is slowed, and the account that shares its partition doesn't notice. */
@ExtendWith(Brokers.class)
class SharesIT {
    private static final AccountId QUIET = new AccountId("quiet");
    private static final int ENDPOINTS = 10;
    private static final int EVENTS = 800;
    private static final int A_SECOND = 1_000;

    /** With a share of one a second, they wait longer than anything here takes. */
    private static final int WAITING = 300;

    /**
     * A share's worth at once, and the putting aside of the events before it, on a machine that
     * does much else. Without shares it is behind 8,000 deliveries.
     */
    private static final Duration QUIET_WITHIN = Duration.ofSeconds(3);

    @Test
    void anAccountBehindABurstOfAnotherGetsItsEventInTime(Broker broker) {
        try (Road road = road(broker, "at-least-once")) {
            Endpoint quiet = burstedAccountAndQuietOne(road);
            road.start("one");
            publishQuiet(road);
            awaitQuiet(road, quiet, 1);

            road.publish("message.created", EVENTS);
            Instant publishedAt = Instant.now();
            publishQuiet(road);
            awaitQuiet(road, quiet, 2);

            assertThat(Duration.between(publishedAt, lastOf(road, quiet))).isLessThan(QUIET_WITHIN);
            assertThat(road.customer().count()).isLessThan(EVENTS * ENDPOINTS);
            road.awaitSettled();
            road.judge();
            assertThat(Duration.between(publishedAt, lastOf(road))).isGreaterThan(QUIET_WITHIN);
            assertThat(outOfOrder(road)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void nothingThatWaitsIsLostWhenTheInstanceIsKilledAndLosesItsDisk(
            String guarantee, Broker broker) throws InterruptedException {
        try (Road road = road(broker, guarantee)) {
            var _ = burstedAccountAndQuietOne(road);
            DispatcherProcess killed = road.startProcess("one");
            road.publish("message.created", EVENTS);
            road.awaitRequests(2 * A_SECOND);
            killed.kill();
            assertThat(road.customer().count()).isLessThan(EVENTS * ENDPOINTS);

            road.loseDisk("one");
            DispatcherProcess again = road.startProcess("one");
            road.awaitRequests(road.customer().count() + A_SECOND);
            again.kill();
            road.start("one");

            road.awaitSettled();
            road.judge();
        }
    }

    /** The instance that fans out learns of it by Kafka alone. */
    @Test
    void anAccountsOwnShareChangesWhatWaitsWhileInstancesRun(Broker broker) {
        Map<String, String> noLimit =
                Map.of("topics.partitions", "1", "fan-out.account-deliveries-per-second", "0");
        try (Road road = Road.on(broker, noLimit)) {
            var _ = road.endpoint("message.*");
            writeUnreadableLimits(road);
            road.start("fan-out", Map.of("roles", "fan-out"));
            road.start("rest", Map.of("roles", "delivery,control-plane"));
            try (RoadApi plane = new RoadApi(road.running("rest").apiPort());
                    RoadApi fanOut = new RoadApi(road.running("fan-out").apiPort())) {
                var _ = plane.limit(Road.ACCOUNT, "{\"deliveriesPerSecond\":1}");
                int published = publishUntilOneWaits(road, fanOut);
                road.publish("message.created", WAITING);
                Awaitility.await("all of them wait")
                        .until(() -> fanOut.meter("hooklane_events_deferred_total") >= WAITING);
                assertThat(road.customer().count()).isLessThan(published + WAITING);

                assertThat(plane.limit(Road.ACCOUNT, "{}"))
                        .contains("\"unit\":\"deliveries made per second\",\"limit\":null");
                road.awaitSettled();

                road.judge();
                assertThat(outOfOrder(road)).isEmpty();
            }
        }
    }

    /** An account whose record can't be read has the installation's limits. */
    private static void writeUnreadableLimits(Road road) {
        road.records()
                .write(
                        new ProducerRecord<>(
                                road.topics().quotas(),
                                Road.ACCOUNT.value().getBytes(UTF_8),
                                "no JSON".getBytes(UTF_8)));
    }

    /** Until the fan-out knows of the account's share, nothing waits. */
    private static int publishUntilOneWaits(Road road, RoadApi fanOut) {
        AtomicInteger published = new AtomicInteger();
        Awaitility.await("an event that waits")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    road.publish("message.created");
                    published.incrementAndGet();
                    return fanOut.meter("hooklane_events_deferred_total") > 0;
                });
        return published.get();
    }

    private static Road road(Broker broker, String guarantee) {
        return Road.on(
                broker,
                Map.of(
                        "topics.partitions",
                        "1",
                        "fan-out.account-deliveries-per-second",
                        Integer.toString(A_SECOND),
                        "fan-out.processing-guarantee",
                        guarantee));
    }

    /** Makes the endpoints, and returns the one of the quiet account. */
    private static Endpoint burstedAccountAndQuietOne(Road road) {
        for (int i = 0; i < ENDPOINTS; i++) {
            road.endpoint("message.*");
        }
        return road.endpoints().make(QUIET, road.customer()::url, "bot.updated");
    }

    private static void publishQuiet(Road road) {
        Event event = Event.builder(new EventType("bot.updated")).dataJson("{}").build();
        road.records()
                .write(
                        new ProducerRecord<>(
                                road.topics().events(),
                                QUIET.value().getBytes(UTF_8),
                                event.payload().bytes()));
        road.expect(event);
    }

    private static void awaitQuiet(Road road, Endpoint quiet, int requests) {
        Awaitility.await("the quiet account's request")
                .pollInterval(Duration.ofMillis(10))
                .until(() -> road.customer().seen(quiet.id()).size() == requests);
    }

    private static Instant lastOf(Road road, Endpoint endpoint) {
        return road.customer().seen(endpoint.id()).getLast().at();
    }

    private static Instant lastOf(Road road) {
        return road.customer().seen().stream()
                .map(SeenAttempt::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The deliveries that were made after one of a later event to the same endpoint. */
    private static List<Delivery> outOfOrder(Road road) {
        Map<String, Long> latest = new HashMap<>();
        return road.records().on(road.topics().deliveries()).stream()
                .map(r -> DeliveryRecords.read(r.key(), r.value(), r.headers()))
                .map(delivery ->
                        KeyValue.pair(
                                delivery,
                                latest.merge(
                                        delivery.endpoint().value(),
                                        delivery.event().origin().offset(),
                                        Math::max)))
                .filter(each -> each.value > each.key.event().origin().offset())
                .map(each -> each.key)
                .toList();
    }
}

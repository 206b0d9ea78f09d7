package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.hostile.HostileClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Hostile clients beside a running delivery and a client with the right key, who shares their
 * address: each alone, and all together. What counts is that every answer is there, not how fast.
 */
@ExtendWith(Brokers.class)
class UnderAttackIT {
    private static final Duration ALONE = Duration.ofSeconds(2);
    private static final Duration TOGETHER = Duration.ofSeconds(6);
    private static final int EVENTS_A_ROUND = 5;
    private static final long HEAP_GROWTH_MAX = 64L << 20;

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "roles", "fan-out,delivery,control-plane",
                    "api.max-connections", "300",
                    "api.max-connections-per-address", "100",
                    "api.max-requests", "60",
                    "api.body-budget", "32MiB",
                    "api.header-timeout", "1s");

    @Test
    void apiHealthAndDeliveriesGoOnUnderEachAttackAndUnderAll(Broker broker) throws Exception {
        try (Road road = Road.on(broker, SETTINGS)) {
            Endpoint endpoint = road.endpoint("*");
            road.start("one");
            int port = road.running("one").apiPort();
            try (RoadApi api = new RoadApi(port);
                    // Threads of their own: in this JVM, virtual ones would take the attempts'
                    // CPUs.
                    ExecutorService attackers = Executors.newCachedThreadPool()) {
                api.get("/v1/endpoints");
                road.publish("message.created", EVENTS_A_ROUND);
                road.awaitSettled();
                long heapBefore = heap();

                for (HostileClient hostile : HostileClient.values()) {
                    int rounds = under(List.of(hostile), ALONE, attackers, road, api);
                    System.out.println("UnderAttackIT %s: %d rounds".formatted(hostile, rounds));
                    assertThat(rounds).as(hostile.name()).isPositive();
                }
                int rounds =
                        under(
                                Arrays.asList(HostileClient.values()),
                                TOGETHER,
                                attackers,
                                road,
                                api);
                System.out.println("UnderAttackIT all: %d rounds".formatted(rounds));

                road.awaitSettled();
                road.judge();
                assertThat(rounds).isPositive();
                // Kafka may take an instance that is kept from its heartbeats for gone.
                assertThat(road.customer().seen(endpoint.id()).stream().map(SeenAttempt::key))
                        .as("requests, apart from repeats")
                        .hasSameElementsAs(firstAttempts(road));
                assertNothingIsLeft(api);
                assertThat(heap() - heapBefore).isLessThan(HEAP_GROWTH_MAX);
            }
        }
    }

    private static List<String> firstAttempts(Road road) {
        return road.expected().stream().map(each -> each.delivery() + "#1").toList();
    }

    /** Uses the API while clients attack, and returns how often; every use must succeed. */
    private static int under(
            List<HostileClient> hostile,
            Duration time,
            ExecutorService attackers,
            Road road,
            RoadApi api)
            throws Exception {
        int port = road.running("one").apiPort();
        long end = System.nanoTime() + time.toNanos();
        List<Future<?>> attacks = new ArrayList<>();
        for (HostileClient each : hostile) {
            attacks.add(
                    attackers.submit(() -> {
                        each.attack(port, () -> System.nanoTime() < end);
                        return null;
                    }));
        }
        int rounds = 0;
        do {
            road.publish("message.created", EVENTS_A_ROUND);
            assertThat(api.status("/health/live")).isEqualTo(200);
            assertThat(api.status("/health/ready")).isEqualTo(200);
            api.get("/v1/endpoints");
            assertThat(api.publish(EVENT)).isEqualTo(202);
            rounds++;
            road.awaitRequests(road.expected().size());
        } while (System.nanoTime() < end);
        for (Future<?> attack : attacks) {
            attack.get(30, TimeUnit.SECONDS);
        }
        return rounds;
    }

    /** Of another account, so that the road's books are not disturbed. */
    private static final String EVENT =
            "{\"account\":\"other\",\"type\":\"message.created\",\"data\":{}}";

    private static void assertNothingIsLeft(RoadApi api) throws IOException {
        Awaitility.await()
                .untilAsserted(() -> {
                    String scrape = api.scrape();
                    assertThat(scrape)
                            .contains(
                                    "hooklane_api_bodies_bytes 0.0",
                                    "hooklane_api_requests_in_flight{caller=\"stranger\"} 0.0");
                    assertThat(scrape).containsPattern("hooklane_api_connections [1-9]\\.0");
                });
        String scrape = api.scrape();
        assertThat(scrape)
                .doesNotContain("hooklane_api_slowed_total{caller=\"stranger\"} 0.0")
                .contains("hooklane_api_slowed_total{caller=\"operator\"} 0.0");
        for (String reason : List.of("displaced", "headers", "body_kind", "body_size")) {
            assertThat(scrape)
                    .doesNotContain(
                            "hooklane_api_refused_total{caller=\"stranger\",reason=\"%s\"} 0.0"
                                    .formatted(reason));
        }
        assertThat(scrape)
                .contains(
                        "hooklane_api_refused_total{caller=\"operator\",reason=\"requests\"} 0.0",
                        "hooklane_api_refused_total{caller=\"operator\",reason=\"address_requests\"} 0.0");
    }

    private static long heap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.command.CommandRun;
import dev.hooklane.source.SourceName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What docs/OPERATIONS.md says to do about sources ends what its alert tells of. */
@ExtendWith(Brokers.class)
class SourceRunbookIT {
    private static final Map<String, String> WITH_API =
            Map.of("roles", "fan-out,delivery,control-plane", "metrics.look-interval", "1s");

    @Test
    void aSourceThatNobodyReadsIsReadOnceAnInstanceHasTheRole(Broker broker) {
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, WITH_API)) {
            road.endpoint("order.*");
            road.start("one");
            shop.apply(road, false);
            shop.pay(0, 3);
            try (RoadApi api = Runbook.api(road)) {
                Runbook.awaitMetric(api, "hooklane_source_reading{source=\"orders\"} 0.0");
                assertThat(Runbook.hooklane(road, "sources", "show", "orders").out())
                        .contains("not read    this instance does not have the role sources");
            }

            road.start("two", shop.settings());
            try (RoadApi api = new RoadApi(road.running("two").apiPort())) {
                Runbook.awaitMetric(api, "hooklane_source_reading{source=\"orders\"} 1.0");
            }
            road.awaitRequests(3);
        }
    }

    @Test
    void whatASourceRejectedIsDeliveredOnceItsMappingIsCorrectedAndNothingElseAgain(Broker broker) {
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, withApi(shop))) {
            road.endpoint("order.*");
            road.start("one");
            shop.apply(road, false);
            shop.pay(0, 2);
            shop.write(
                    "order-2",
                    "{\"status\":\"PAID\",\"client\":\"%s\",\"order\":2,\"total\":12.50}"
                            .formatted(Road.ACCOUNT));
            try (RoadApi api = Runbook.api(road)) {
                Runbook.awaitMetric(
                        api,
                        "hooklane_source_records_total{outcome=\"rejected\",reason=\"source_unmapped\",source=\"orders\"} 1.0");
                road.awaitRequests(2);
                assertThat(
                                Runbook.hooklane(
                                                road,
                                                "rejected",
                                                "list",
                                                "--reason",
                                                "source_unmapped")
                                        .out())
                        .contains(
                                "source orders, cluster shop: account: value.customer is not there");

                Runbook.hooklaneWith(
                        road,
                        """
                        name: orders
                        cluster: shop
                        topics: [shop.orders.v3]
                        mapping:
                          account: value.customer ?? value.client
                          type: "'order.paid'"
                          data: {orderId: value.order, total: value.total}
                        """,
                        "sources",
                        "apply",
                        "-f",
                        "-");
                Runbook.hooklane(road, "sources", "rewind", "orders", "--to", "earliest", "--yes");
                road.awaitRequests(3);
                Runbook.awaitMetric(api, "hooklane_events_repeated_total 2.0");
            }

            assertThat(road.customer().seen())
                    .extracting(SeenAttempt::event)
                    .hasSize(3)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void whatWasReadOnAnotherClusterIsReadOnceItsSourceIsRewound(Broker broker) {
        try (SourceShop shop = new SourceShop();
                SourceShop copy = new SourceShop();
                Road road = Road.on(broker, WITH_API)) {
            road.endpoint("order.*");
            road.start("one", withApi(shop));
            shop.apply(road, false);
            shop.pay(0, 3);
            road.awaitRequests(3);
            road.stop("one");

            copy.pay(0, 3);
            road.start("one", withApi(copy));
            try (RoadApi api = Runbook.api(road)) {
                Runbook.awaitMetric(api, "hooklane_source_awaits_rewind{source=\"orders\"} 4.0");
                Runbook.awaitMetric(
                        api,
                        "hooklane_source_contradicted_total{source=\"orders\",trouble=\"other_cluster\"} 4.0");
                assertThat(Runbook.hooklane(road, "sources", "show", "orders").out())
                        .contains(
                                "cluster shop is not the one that was read; partitions that wait until the source is rewound: 4");
                Runbook.hooklane(road, "sources", "rewind", "orders", "--to", "latest", "--yes");
                copy.pay(3, 5);
                road.awaitRequests(5);
                Runbook.awaitMetric(api, "hooklane_source_awaits_rewind{source=\"orders\"} 0.0");
            }

            assertThat(SourceShop.published(road)).as("by place").hasSize(5);
            assertThat(road.customer().seen()).hasSize(5);
        }
    }

    @Test
    void aTopicThatIsNotThereIsNamedAndReadOnceItIs(Broker broker) {
        String missing = "shop.returns";
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, withApi(shop))) {
            road.endpoint("order.*");
            shop.apply(road, SourceShop.ORDERS, List.of(SourceShop.TOPIC, missing), false);
            road.start("one");
            shop.pay(0, 2);
            road.awaitRequests(2);
            try (RoadApi api = Runbook.api(road)) {
                Runbook.awaitMetric(api, "hooklane_source_topics_missing{source=\"orders\"} 1.0");
                assertThat(Runbook.hooklane(road, "sources", "show", "orders").out())
                        .contains("problem     cluster shop has no topic shop.returns");

                shop.makeTopic(missing);
                shop.pay(missing, 2, 4);

                road.awaitRequests(4);
                Runbook.awaitMetric(api, "hooklane_source_topics_missing{source=\"orders\"} 0.0");
            }
        }
    }

    @Test
    void onePartitionIsReadFromAnOffsetOnForwardsAndBack(Broker broker) {
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, withApi(shop))) {
            road.endpoint("order.*");
            road.start("one");
            shop.apply(road, false);
            payInPartitionOne(shop, 0, 2);
            road.awaitRequests(2);
            Runbook.hooklane(road, "sources", "pause", "orders");
            awaitGivenUp(road);
            payInPartitionOne(shop, 2, 5);

            CommandRun forwards = rewind(road, 4);
            Runbook.hooklane(road, "sources", "resume", "orders");
            road.awaitRequests(3);
            assertThat(forwards.out())
                    .contains(
                            "shop.orders.v3-1 of orders is read from 4 on; offsets before it that are left unread: 2");
            assertThat(SourceShop.published(road)).containsOnlyKeys(places(0, 1, 4));

            CommandRun back = rewind(road, 2);
            road.awaitRequests(5);
            assertThat(back.out()).contains("is read from 2 on").doesNotContain("unread");
            assertThat(SourceShop.published(road))
                    .containsOnlyKeys(places(0, 1, 2, 3, 4))
                    .containsEntry(places(0)[0], 1);
        }
    }

    @Test
    void aTopicWithMorePartitionsThanFitIsNamedAndReadByASourceOfItsOwn(Broker broker) {
        String large = "shop.orders.v4";
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, withApi(shop))) {
            road.endpoint("order.*");
            shop.makeTopic(large);
            shop.apply(road, SourceShop.ORDERS, List.of("shop.orders.*"), false);
            Map<String, String> settings = new HashMap<>(withApi(shop));
            settings.put("sources.max-partitions", "7");
            road.start("one", settings);
            shop.pay(0, 2);
            shop.pay(large, 2, 4);
            road.awaitRequests(2);
            try (RoadApi api = Runbook.api(road)) {
                Runbook.awaitMetric(api, "hooklane_source_topics_left_out{source=\"orders\"} 1.0");
                assertThat(Runbook.hooklane(road, "sources", "show", "orders").out())
                        .contains(
                                "state       leaves out topics",
                                "problem     topics of cluster shop are left out, as a source reads 1000 topics and 7 partitions at most: shop.orders.v4");

                shop.apply(road, new SourceName("large"), List.of(large), false);
                road.awaitRequests(4);
            }
        }
    }

    private static void awaitGivenUp(Road road) {
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(Runbook.hooklane(road, "sources", "show", "orders").out())
                                .containsPattern("shop.orders.v3 +1 +2 .*none"));
    }

    private static void payInPartitionOne(SourceShop shop, int from, int until) {
        for (int order = from; order < until; order++) {
            shop.write(1, SourceShop.paid(order).getBytes(UTF_8));
        }
    }

    private static CommandRun rewind(Road road, long offset) {
        return Runbook.hooklane(
                road,
                "sources",
                "rewind",
                "orders",
                "--topic",
                SourceShop.TOPIC,
                "--partition",
                "1",
                "--offset",
                Long.toString(offset),
                "--yes");
    }

    private static String[] places(int... offsets) {
        return Arrays.stream(offsets)
                .mapToObj(offset -> "orders %s:1@%d".formatted(SourceShop.TOPIC, offset))
                .toArray(String[]::new);
    }

    private static Map<String, String> withApi(SourceShop shop) {
        Map<String, String> settings = new HashMap<>(WITH_API);
        settings.putAll(shop.settings());
        settings.put("roles", "fan-out,delivery,control-plane,sources");
        return settings;
    }
}

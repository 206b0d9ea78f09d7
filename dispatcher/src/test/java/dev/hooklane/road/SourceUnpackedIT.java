package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.command.CommandRun;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is small on its cluster may be large once it is unpacked. */
@ExtendWith(Brokers.class)
class SourceUnpackedIT {
    private static final String HEAP = "128m";
    private static final int LONG = 1_000_000;
    private static final int LONGER_THAN_THE_HEAP = 150_000_000;

    @Test
    void recordsThatUnpackToMoreThanTheHeapAreReadAFewAtATime(Broker broker) {
        int orders = 500;
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, shop.settings())) {
            shop.payWithNotes(orders, LONG);
            DispatcherProcess small = road.startProcess("one", HEAP);
            shop.apply(road, false);

            awaitPublished(road, small, orders);
            assertThat(SourceShop.published(road))
                    .hasSize(orders)
                    .allSatisfy((place, times) -> assertThat(times).as(place).isEqualTo(1));
        }
    }

    /** The limit of what can be promised, and the remedy that docs/OPERATIONS.md names. */
    @Test
    void oneRecordThatUnpacksToMoreThanTheHeapEndsThreeProcessesAndIsSetAsideUntilItIsDeleted(
            Broker broker) throws InterruptedException {
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, shop.settings())) {
            shop.payWithNotes(1, LONGER_THAN_THE_HEAP);
            shop.payWithNotes(1, 1);
            shop.apply(road, false);
            for (int i = 0; i < 3; i++) {
                assertThat(DispatcherProcess.starve(road.settings("one"), HEAP)).isEqualTo(3);
            }
            shop.write(1, SourceShop.paid(1).getBytes(UTF_8));

            DispatcherProcess fourth = road.startProcess("one", HEAP);
            awaitPublished(road, fourth, 1);
            shop.deleteBefore(0, 1);
            awaitPublished(road, fourth, 2);

            assertThat(SourceShop.published(road))
                    .containsOnlyKeys(
                            "orders %s:0@1".formatted(SourceShop.TOPIC),
                            "orders %s:1@0".formatted(SourceShop.TOPIC));
        }
    }

    /** The remedy for who can't change the topic. The record has a batch of its own. */
    @Test
    void oneRecordThatUnpacksToMoreThanTheHeapIsPassedOverByARewindOfItsPartition(Broker broker)
            throws InterruptedException {
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, shop.settings())) {
            road.start("one", operators(shop));
            shop.payWithNotes(1, LONGER_THAN_THE_HEAP);
            shop.payWithNotes(1, 1);
            shop.apply(road, false);
            for (int i = 0; i < 3; i++) {
                assertThat(DispatcherProcess.starve(road.settings("reader"), HEAP)).isEqualTo(3);
            }
            shop.write(1, SourceShop.paid(1).getBytes(UTF_8));
            DispatcherProcess fourth = road.startProcess("reader", HEAP);
            awaitPublished(road, fourth, 1);

            CommandRun rewound =
                    Runbook.hooklane(
                            road,
                            "sources",
                            "rewind",
                            "orders",
                            "--topic",
                            SourceShop.TOPIC,
                            "--partition",
                            "0",
                            "--offset",
                            "1",
                            "--yes");
            awaitPublished(road, fourth, 2);

            assertThat(rewound.out()).contains("offsets before it that are left unread: 1");
            assertThat(SourceShop.published(road))
                    .containsOnlyKeys(
                            "orders %s:0@1".formatted(SourceShop.TOPIC),
                            "orders %s:1@0".formatted(SourceShop.TOPIC));
        }
    }

    /** An instance that reads no source, so that it does not end. */
    private static Map<String, String> operators(SourceShop shop) {
        Map<String, String> settings = new HashMap<>(shop.settings());
        settings.put("roles", "fan-out,delivery,control-plane");
        return settings;
    }

    private static void awaitPublished(Road road, DispatcherProcess process, int count) {
        Awaitility.await(count + " published")
                .failFast("the process ended", () -> !process.isAlive())
                .until(() -> SourceShop.published(road).size() >= count);
    }
}

package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.fanout.RejectedCopy;
import dev.hooklane.source.FromHeader;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** Records of topics on another cluster become deliveries, each once, whatever happens. */
@ExtendWith(Brokers.class)
class SourcesIT {

    @Test
    void recordsAreDeliveredWithWhatTheMappingNamesAndNothingElse(Broker broker) {
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, shop.settings())) {
            Endpoint endpoint = road.endpoint("order.*");
            shop.pay(0, 3);
            road.start("one");
            shop.apply(road, false);
            awaitSeen(road, 3);
            shop.pay(3, 5);
            awaitSeen(road, 5);

            assertThat(bodies(road, endpoint))
                    .noneMatch(body -> body.contains("4111"))
                    .allMatch(body -> body.contains("\"data\":{\"orderId\":"))
                    .anyMatch(body -> body.contains("{\"orderId\":4,\"total\":12.5}"));
        }
    }

    @Test
    void aRecordThatCannotBeTakenIsRejectedAndTheOthersGoOn(Broker broker) {
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, shop.settings())) {
            road.endpoint("order.*");
            road.start("one");
            shop.apply(road, false);

            shop.write("order-1", "{not json");
            shop.write("order-1", "{\"status\":\"PAID\",\"customer\":\"no account!\",\"order\":1}");
            shop.write("order-1", "{\"status\":\"NEW\"}");
            shop.pay(1, 2);
            awaitSeen(road, 1);

            List<ConsumerRecord<byte[], byte[]>> rejected =
                    road.records().on(road.topics().rejected());
            assertThat(rejected)
                    .extracting(record -> header(record, RejectedCopy.REASON_HEADER))
                    .containsExactlyInAnyOrder("source_unreadable", "source_unmapped");
            assertThat(rejected)
                    .filteredOn(record ->
                            header(record, RejectedCopy.REASON_HEADER).equals("source_unreadable"))
                    .allSatisfy(record -> {
                        assertThat(new String(record.value(), UTF_8)).isEqualTo("{not json");
                        assertThat(header(record, RejectedCopy.SOURCE_HEADER))
                                .startsWith(SourceShop.TOPIC + ":");
                        assertThat(header(record, RejectedCopy.DETAIL_HEADER))
                                .startsWith("source orders, cluster shop: value is not JSON");
                        assertThat(header(record, FromHeader.NAME))
                                .startsWith("orders " + SourceShop.TOPIC + ":");
                    });
            assertThat(sum(road, "/published")).isEqualTo(1);
            assertThat(sum(road, "/skipped")).isEqualTo(1);
            assertThat(sum(road, "/rejected/source_unreadable")).isEqualTo(1);
            assertThat(sum(road, "/rejected/source_unmapped")).isEqualTo(1);
        }
    }

    @Test
    void aPausedSourceContinuesWhereItStopped(Broker broker) {
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, shop.settings())) {
            road.endpoint("order.*");
            road.start("one");
            shop.apply(road, false);
            shop.pay(0, 2);
            awaitSeen(road, 2);

            shop.apply(road, true);
            Awaitility.await("nobody reads").until(() -> isReleased(road));
            shop.pay(2, 4);
            shop.apply(road, false);
            awaitSeen(road, 4);

            assertEachOnce(road, 4);
            assertThat(sum(road, "/published")).isEqualTo(4);
        }
    }

    @Test
    void aTopicThatIsMadeAnewIsReadFromItsStart(Broker broker) {
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, shop.settings())) {
            road.endpoint("order.*");
            road.start("one");
            shop.apply(road, false);
            shop.pay(0, 8);
            awaitSeen(road, 8);
            shop.apply(road, true);
            Awaitility.await("nobody reads").until(() -> isReleased(road));

            shop.removeTopic(SourceShop.TOPIC);
            SourceTopicsIT.makeAgain(shop, SourceShop.TOPIC);
            shop.pay(0, 8);
            shop.apply(road, false);

            // The same places, but other records: they have other ids.
            awaitSeen(road, 16);
            assertThat(road.customer().seen())
                    .extracting(SeenAttempt::event)
                    .doesNotHaveDuplicates();
        }
    }

    /** Whoever is killed leaves transactions open; whoever is frozen has records in hand. */
    @Test
    void afterKillsAndRebalancesEachRecordIsPublishedOnce(Broker broker) throws Exception {
        int orders = 3_000;
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, shop.settings())) {
            road.endpoint("order.*");
            shop.apply(road, false);
            DispatcherProcess killed = road.startProcess("one");
            Thread paying = Thread.ofPlatform().start(() -> shop.pay(0, orders));
            SourceShop.awaitPublished(road, orders / 10);
            DispatcherProcess frozen = road.startProcess("two");
            SourceShop.awaitPublished(road, orders / 5);

            killed.kill();
            SourceShop.awaitPublished(road, orders / 3);
            frozen.signal("STOP");
            road.startProcess("three");
            paying.join();
            SourceShop.awaitPublished(road, orders);
            frozen.signal("CONT");
            shop.pay(orders, orders + 10);
            SourceShop.awaitPublished(road, orders + 10);

            assertEachOnce(road, orders + 10);
        }
    }

    private static boolean isReleased(Road road) {
        Collection<String> progress = progress(road);
        return !progress.isEmpty()
                && progress.stream().allMatch(text -> text.contains("\"writer\":\"\""));
    }

    /** What the progress of all partitions says at that place, in sum. */
    private static long sum(Road road, String place) {
        return progress(road).stream()
                .mapToLong(text -> JsonMapper.shared().readTree(text).at(place).asLong(0))
                .sum();
    }

    /** The latest progress of each partition. */
    private static Collection<String> progress(Road road) {
        Map<String, String> latest = new HashMap<>();
        road.records()
                .on(road.topics().sourceProgress())
                .forEach(record -> {
                    String partition = new String(record.key(), UTF_8);
                    if (record.value() == null) {
                        latest.remove(partition);
                    } else {
                        latest.put(partition, new String(record.value(), UTF_8));
                    }
                });
        return latest.values();
    }

    private static void awaitSeen(Road road, int count) {
        Awaitility.await(count + " deliveries").until(() -> road.customer().count() >= count);
    }

    private static void assertEachOnce(Road road, int count) {
        assertThat(SourceShop.published(road))
                .hasSize(count)
                .allSatisfy((place, times) -> assertThat(times).as(place).isEqualTo(1));
    }

    private static List<String> bodies(Road road, Endpoint endpoint) {
        return road.customer().seen(endpoint.id()).stream()
                .map(attempt -> new String(attempt.body().bytes(), UTF_8))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}

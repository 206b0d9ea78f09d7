package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.source.SourceName;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sources share what they write by: none can take it all. */
@ExtendWith(Brokers.class)
class SourceTurnsIT {
    private static final List<String> FLOODS = List.of("flood-one", "flood-two", "flood-three");

    /** All events are of one account, and so in one partition, whose order says what came first. */
    @Test
    void aFloodInSomeSourcesLeavesAnotherItsTurns(Broker broker) {
        int flood = 20_000;
        int calm = 5;
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, shop.settings())) {
            FLOODS.forEach(shop::makeTopic);
            road.start("one");
            shop.apply(road, false);
            shop.pay(0, 1);
            SourceShop.awaitPublished(road, 1);
            // More sources than may write at a time, each with 40 batches.
            for (String name : FLOODS) {
                shop.payQuickly(name, flood);
            }
            for (String name : FLOODS) {
                shop.apply(road, new SourceName(name), List.of(name), false);
            }
            SourceShop.awaitPublished(road, flood / 4);
            for (int order = 1; order <= calm; order++) {
                shop.pay(order, order + 1);
                awaitPublishedOf(road, SourceShop.ORDERS.value(), order + 1);
            }
            SourceShop.awaitPublished(road, FLOODS.size() * flood + calm + 1);

            List<String> order = sourcesInOrder(road);
            int lastCalm = order.lastIndexOf(SourceShop.ORDERS.value());
            assertThat(order.subList(lastCalm, order.size()))
                    .as("what the floods had left when the calm source had all")
                    .hasSizeGreaterThan(flood);
        }
    }

    /** Nothing that they reject can be written, so they wait. */
    @Test
    void sourcesWhoseRejectedRecordsCannotBeWrittenHoldUpNoOther(Broker broker) {
        List<String> bad = FLOODS.subList(0, 2);
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, shop.settings())) {
            bad.forEach(shop::makeTopic);
            road.start("one");
            road.operator().removeTopic(road.topics().rejected());
            for (String name : bad) {
                shop.writeQuickly(name, "{not json", 500);
                shop.apply(road, new SourceName(name), List.of(name), false);
            }
            Awaitility.await("they read").until(() -> claimed(road).containsAll(bad));
            shop.apply(road, false);

            for (int order = 0; order < 3; order++) {
                shop.pay(order, order + 1);
                awaitPublishedOf(road, SourceShop.ORDERS.value(), order + 1);
            }
        }
    }

    private static void awaitPublishedOf(Road road, String source, int count) {
        Awaitility.await(count + " of " + source)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Collections.frequency(sourcesInOrder(road), source) >= count);
    }

    /** The sources that have progress. */
    private static Set<String> claimed(Road road) {
        return road.records().on(road.topics().sourceProgress()).stream()
                .map(record -> new String(record.key(), UTF_8))
                .map(key -> key.substring(0, key.indexOf('/')))
                .collect(Collectors.toSet());
    }

    /** The source of each event, in the order of their partition. */
    private static List<String> sourcesInOrder(Road road) {
        return road.records().on(road.topics().events()).stream()
                .map(record -> header(record, "hooklane-from"))
                .map(from -> from.substring(0, from.indexOf(' ')))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}

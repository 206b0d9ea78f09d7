package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The topics of a source appear, vanish and are made anew while it is read. */
@ExtendWith(Brokers.class)
class SourceTopicsIT {

    @Test
    void topicsAreReadAsTheyAppearAndNoneThatVanishesStopsTheOthers(Broker broker) {
        String appears = "shop.orders.v4";
        String other = "shop.returns.v1";
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, shop.settings())) {
            road.endpoint("order.*");
            road.start("one");
            shop.makeTopic(other);
            shop.pay(other, 0, 1);
            shop.apply(road, SourceShop.ORDERS, List.of("shop.orders.*"), false);
            shop.pay(0, 2);
            awaitSeen(road, 2);

            shop.makeTopic(appears);
            shop.pay(appears, 2, 5);
            awaitSeen(road, 5);
            shop.removeTopic(SourceShop.TOPIC);
            shop.pay(appears, 5, 7);
            awaitSeen(road, 7);
            makeAgain(shop, SourceShop.TOPIC);
            shop.pay(7, 9);
            awaitSeen(road, 9);

            assertThat(road.customer().seen())
                    .extracting(SeenAttempt::event)
                    .doesNotHaveDuplicates()
                    .hasSize(9);
            assertThat(SourceShop.published(road))
                    .noneSatisfy((place, _) -> assertThat(place).contains(other));
        }
    }

    /** Whoever owns one topic makes it anew while it is read; others own the others. */
    @Test
    void aTopicThatIsMadeAnewWhileItIsReadInterruptsNoOther(Broker broker) {
        String anew = "shop.orders.v4";
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, shop.settings())) {
            road.endpoint("order.*");
            shop.makeTopic(anew);
            shop.apply(road, SourceShop.ORDERS, List.of("shop.orders.*"), false);
            road.start("one");
            shop.pay(0, 4);
            shop.pay(anew, 4, 12);
            awaitSeen(road, 12);

            shop.removeTopic(anew);
            makeAgain(shop, anew);
            // As many as there were: none is read by its old place.
            shop.pay(anew, 4, 12);
            awaitSeen(road, 20);

            assertThat(road.customer().seen())
                    .extracting(SeenAttempt::event)
                    .doesNotHaveDuplicates()
                    .hasSize(20);
            assertThat(road.records().on(road.topics().sourceProgress()))
                    .filteredOn(
                            record -> new String(record.key(), UTF_8).contains(SourceShop.TOPIC))
                    .as("never given up")
                    .noneMatch(record ->
                            new String(record.value(), UTF_8).contains("\"writer\":\"\""));
        }
    }

    /** Makes a topic, once the cluster has forgotten the one of that name. */
    static void makeAgain(SourceShop shop, String topic) {
        Awaitility.await("the topic can be made again")
                .ignoreExceptions()
                .until(() -> {
                    shop.makeTopic(topic);
                    return true;
                });
    }

    private static void awaitSeen(Road road, int count) {
        Awaitility.await(count + " deliveries").until(() -> road.customer().count() >= count);
    }
}

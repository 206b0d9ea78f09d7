package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is small on its cluster may be large once it is unpacked. */
@ExtendWith(Brokers.class)
class SourceUnpackedIT {
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final String HEAP = "128m";
    private static final int LONG = 1_000_000;

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

    private static void awaitPublished(Road road, DispatcherProcess process, int count) {
        Awaitility.await(count + " published")
                .atMost(WITHIN)
                .failFast("the process ended", () -> !process.isAlive())
                .until(() -> SourceShop.published(road).size() >= count);
    }
}

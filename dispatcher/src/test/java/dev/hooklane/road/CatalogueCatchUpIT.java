package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.event.EventType;
import dev.hooklane.fanout.CatalogueCatchUp;
import dev.hooklane.topic.FollowedTopic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An instance that lags behind the catalogue waits for it, and not for ever. */
@ExtendWith(Brokers.class)
class CatalogueCatchUpIT {
    private static final int PARTITION = 0;

    private final Catalogue catalogue = new Catalogue(FixedTypes.defaults());

    @Test
    void whatWasWrittenBeforeTheEventIsKnownAfterwards(Broker broker) {
        try (Road road = Road.on(broker);
                Admin admin = admin(broker);
                FollowedTopic slow = followed(broker, road, CatalogueCatchUpIT::pause)) {
            slow.awaitCaughtUp(Duration.ofSeconds(20));
            CatalogueCatchUp catchUp = new CatalogueCatchUp(admin, slow, road.topics());

            for (int i = 0; i < 5; i++) {
                road.operator().eventType("shop.sold_" + i, "{}", "{}", false);
                publish(road);
                boolean current = catchUp.await(PARTITION, i);

                assertThat(current).isTrue();
                assertThat(catalogue.find(new EventType("shop.sold_" + i))).isPresent();
            }
        }
    }

    @Test
    void oneLookServesAllEventsBeforeIt(Broker broker) {
        try (Road road = Road.on(broker);
                FollowedTopic followed = followed(broker, road, () -> {})) {
            followed.awaitCaughtUp(Duration.ofSeconds(20));
            for (int i = 0; i < 100; i++) {
                publish(road);
            }
            CatalogueCatchUp catchUp;
            boolean first;
            try (Admin admin = admin(broker)) {
                catchUp = new CatalogueCatchUp(admin, followed, road.topics());
                first = catchUp.await(PARTITION, 0);
            }

            // It could not look any more.
            boolean last = catchUp.await(PARTITION, 99);

            assertThat(first).isTrue();
            assertThat(last).isTrue();
        }
    }

    @Test
    void aFollowerThatIsStuckIsWaitedForOnceAndNotByEachEvent(Broker broker) {
        CountDownLatch stuck = new CountDownLatch(1);
        try (Road road = Road.on(broker);
                Admin admin = admin(broker);
                FollowedTopic followed = followed(broker, road, () -> await(stuck))) {
            followed.awaitCaughtUp(Duration.ofSeconds(20));
            CatalogueCatchUp catchUp = new CatalogueCatchUp(admin, followed, road.topics());
            road.operator().eventType("shop.sold", "{}", "{}", false);
            publish(road);

            boolean first = catchUp.await(PARTITION, 0);
            long start = System.nanoTime();
            boolean second = catchUp.await(PARTITION, 0);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            stuck.countDown();

            assertThat(first).isFalse();
            assertThat(second).isFalse();
            assertThat(took).isLessThan(Duration.ofMillis(500));
        }
    }

    private FollowedTopic followed(Broker broker, Road road, Runnable before) {
        return FollowedTopic.start(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                road.topics().eventTypes(),
                (key, value) -> {
                    before.run();
                    catalogue.follow(key, value);
                });
    }

    private static Admin admin(Broker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void publish(Road road) {
        road.records()
                .write(
                        new ProducerRecord<>(
                                road.topics().events(),
                                PARTITION,
                                "acme".getBytes(UTF_8),
                                "{}".getBytes(UTF_8)));
    }

    private static void pause() {
        await(new CountDownLatch(1), Duration.ofMillis(300));
    }

    private static void await(CountDownLatch latch) {
        await(latch, Duration.ofMinutes(1));
    }

    private static void await(CountDownLatch latch, Duration within) {
        try {
            var _ = latch.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

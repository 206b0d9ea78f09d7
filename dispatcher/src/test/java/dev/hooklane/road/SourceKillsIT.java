package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two instances read a source. While its topic grows, one of them is killed, and brokers go away
 * and come back, at times that a seed decides. {@code -Dsource.seeds=20} tries more seeds, and
 * {@code -Dsource.seed=7} begins with that one.
 */
class SourceKillsIT {
    private static final int FIRST = Integer.getInteger("source.seed", 1);
    private static final int SEEDS = Integer.getInteger("source.seeds", 2);
    private static final Duration WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int PAUSE_MS = 1_500;
    private static final List<Strike> ALL = List.of(Strike.values());
    private static final List<String> INSTANCES = List.of("one", "two");

    @TempDir private Path directory;

    @Test
    void eachRecordIsPublishedOnceUnderOneIdAndDelivered() throws Exception {
        try (RestartableBroker broker = new RestartableBroker(directory);
                SourceShop shop = new SourceShop();
                Road road = Road.on(broker, shop.settings())) {
            road.endpoint("order.*");
            shop.apply(road, false);
            Installation installation = new Installation(road, broker, shop);
            int orders = 0;
            for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
                Paying paying = Paying.start(shop, orders);
                List<Strike> strikes = installation.strike(seed);
                orders = paying.end();
                judge(road, orders);
                System.out.printf(
                        "SourceKillsIT seed %d: %s; %d orders by now%n", seed, strikes, orders);
            }
        }
    }

    /** Something that happens to an installation. */
    private enum Strike {
        KILL_AN_INSTANCE,
        RESTART_HOOKLANES_BROKER,
        RESTART_THE_SHOPS_BROKER
    }

    /** Two instances between two clusters. */
    private static final class Installation {
        private final Road road;
        private final RestartableBroker broker;
        private final SourceShop shop;
        private final Map<String, DispatcherProcess> instances = new HashMap<>();

        Installation(Road road, RestartableBroker broker, SourceShop shop) {
            this.road = road;
            this.broker = broker;
            this.shop = shop;
            INSTANCES.forEach(name -> instances.put(name, road.startProcess(name)));
        }

        /** Strikes three times: with a kill, a restart of Hooklane's broker, and any. */
        List<Strike> strike(int seed) throws InterruptedException {
            Random random = new Random(seed);
            List<Strike> strikes =
                    new ArrayList<>(
                            List.of(
                                    Strike.KILL_AN_INSTANCE,
                                    Strike.RESTART_HOOKLANES_BROKER,
                                    ALL.get(random.nextInt(ALL.size()))));
            Collections.shuffle(strikes, random);
            for (Strike strike : strikes) {
                Thread.sleep(random.nextInt(PAUSE_MS));
                switch (strike) {
                    case KILL_AN_INSTANCE -> kill(INSTANCES.get(random.nextInt(INSTANCES.size())));
                    case RESTART_HOOKLANES_BROKER -> broker.restart();
                    case RESTART_THE_SHOPS_BROKER -> shop.restartBroker();
                }
            }
            return strikes;
        }

        private void kill(String name) throws InterruptedException {
            Objects.requireNonNull(instances.get(name)).kill();
            instances.put(name, road.startProcess(name));
        }
    }

    /** Pays one order after the other, on a thread of its own. */
    private static final class Paying implements Runnable {
        private static final Duration BETWEEN = Duration.ofMillis(10);

        private final SourceShop shop;
        private final Thread thread = Thread.ofPlatform().unstarted(this);
        private volatile int next;
        private volatile boolean ending;
        private volatile @Nullable AssertionError failure;

        private Paying(SourceShop shop, int first) {
            this.shop = shop;
            next = first;
        }

        static Paying start(SourceShop shop, int first) {
            Paying paying = new Paying(shop, first);
            paying.thread.start();
            return paying;
        }

        @Override
        public void run() {
            try {
                while (!ending) {
                    int order = next;
                    shop.pay(order, order + 1);
                    next = order + 1;
                    Thread.sleep(BETWEEN);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (AssertionError e) {
                failure = e;
            }
        }

        /** Returns how many orders are paid. */
        int end() throws InterruptedException {
            ending = true;
            thread.join();
            AssertionError unpaid = failure;
            if (unpaid != null) {
                throw unpaid;
            }
            return next;
        }
    }

    private static void judge(Road road, int orders) {
        Awaitility.await(orders + " orders published")
                .atMost(WITHIN)
                .pollInterval(LOOK_EVERY)
                .until(() -> idsByOrder(road).size() >= orders);
        Map<Integer, List<String>> ids = idsByOrder(road);
        Awaitility.await(orders + " orders delivered")
                .atMost(WITHIN)
                .pollInterval(LOOK_EVERY)
                .until(() -> delivered(road).size() >= orders);

        assertThat(ids.keySet()).as("lost orders").hasSize(orders);
        assertThat(ids.keySet())
                .containsExactlyElementsOf(IntStream.range(0, orders).boxed().toList());
        assertThat(SourceShop.published(road))
                .allSatisfy((place, times) -> assertThat(times).as(place).isEqualTo(1));
        assertThat(ids)
                .allSatisfy((order, each) -> assertThat(each).as("order " + order).hasSize(1));
        assertThat(delivered(road))
                .containsExactlyInAnyOrderElementsOf(
                        ids.values().stream()
                                .flatMap(List::stream)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The ids of the events that are committed, by order: each event's, even if it is repeated. */
    private static Map<Integer, List<String>> idsByOrder(Road road) {
        Map<Integer, List<String>> ids = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : road.records().on(road.topics().events())) {
            JsonNode event = JsonMapper.shared().readTree(new String(record.value(), UTF_8));
            ids.computeIfAbsent(event.path("data").path("orderId").asInt(), _ -> new ArrayList<>())
                    .add(event.path("id").asString());
        }
        return ids;
    }

    private static Set<String> delivered(Road road) {
        return road.customer().seen().stream()
                .filter(SeenAttempt::succeeded)
                .map(SeenAttempt::event)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two instances read a source. While its topic grows, one of them and Hooklane's broker are killed,
 * and so may be the broker of the source's cluster, at times that a seed decides. {@code
 * -Dsource.seeds=20} tries more seeds, and {@code -Dsource.seed=7} begins with that one.
 */
class SourceKillsIT {
    private static final int FIRST = Integer.getInteger("source.seed", 1);
    private static final int SEEDS = Integer.getInteger("source.seeds", 2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int WITHIN_MS = 2_000;
    private static final List<ShopsBroker> SHOPS = List.of(ShopsBroker.values());
    private static final List<String> INSTANCES = List.of("one", "two");

    @Test
    void eachRecordIsPublishedOnceUnderOneIdAndDelivered() throws Exception {
        try (KillableBroker broker = new KillableBroker();
                KillableBroker shops = new KillableBroker();
                SourceShop shop = new SourceShop(shops);
                Road road = Road.on(broker, shop.settings())) {
            road.endpoint("order.*");
            shop.apply(road, false);
            Installation installation = new Installation(road, broker, shops);
            int orders = 0;
            for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
                Paying paying = Paying.start(shop, orders);
                Blows blows = Blows.of(seed);
                installation.strike(blows);
                orders = paying.end();
                judge(road, broker, orders);
                System.out.printf(
                        "SourceKillsIT seed %d: %s; %d orders by now%n", seed, blows, orders);
            }
        }
    }

    /** What becomes of the broker of the source's cluster. */
    private enum ShopsBroker {
        KILLED,
        RESTARTED,
        LEFT_ALONE
    }

    /**
     * What happens to an installation, and when, in milliseconds. An instance and Hooklane's broker
     * are killed in any case.
     */
    private record Blows(
            String killed, int killedMs, int brokerMs, ShopsBroker shops, int shopsMs) {
        static Blows of(int seed) {
            // Unlike Random, it begins differently for seeds that are near each other.
            SplittableRandom random = new SplittableRandom(seed);
            return new Blows(
                    INSTANCES.get(random.nextInt(INSTANCES.size())),
                    random.nextInt(WITHIN_MS),
                    random.nextInt(WITHIN_MS),
                    SHOPS.get(random.nextInt(SHOPS.size())),
                    random.nextInt(WITHIN_MS));
        }
    }

    /** Two instances between two clusters. */
    private static final class Installation {
        private final Road road;
        private final KillableBroker broker;
        private final KillableBroker shops;
        private final Map<String, DispatcherProcess> instances = new HashMap<>();

        Installation(Road road, KillableBroker broker, KillableBroker shops) {
            this.road = road;
            this.broker = broker;
            this.shops = shops;
            INSTANCES.forEach(name -> instances.put(name, road.startProcess(name)));
        }

        /** Each blow falls on something else, so they do not wait for each other. */
        void strike(Blows blows) throws Exception {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> fallen = new ArrayList<>();
                fallen.add(after(blows.killedMs(), threads, () -> kill(blows.killed())));
                fallen.add(after(blows.brokerMs(), threads, broker::kill));
                switch (blows.shops()) {
                    case KILLED -> fallen.add(after(blows.shopsMs(), threads, shops::kill));
                    case RESTARTED -> fallen.add(after(blows.shopsMs(), threads, shops::restart));
                    case LEFT_ALONE -> {}
                }
                for (Future<?> each : fallen) {
                    each.get();
                }
            }
        }

        private interface Blow {
            void fall() throws InterruptedException;
        }

        private static Future<?> after(int millis, ExecutorService threads, Blow blow) {
            return threads.submit(() -> {
                Thread.sleep(millis);
                blow.fall();
                return null;
            });
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

    private static void judge(Road road, Broker broker, int orders) {
        try {
            Awaitility.await(orders + " orders published")
                    .pollInterval(LOOK_EVERY)
                    .until(() -> idsByOrder(road).size() >= orders);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    OpenTransactions.describe(
                            broker.bootstrapServers(),
                            List.of(road.topics().events(), road.topics().sourceProgress())),
                    e);
        }
        Map<Integer, List<String>> ids = idsByOrder(road);
        Awaitility.await(orders + " orders delivered")
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

package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.embedded.SecuredBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The owners of topics give and take rights as they like: each decides for its own topics. */
@ExtendWith(Brokers.class)
class SourceRightsIT {
    private static final String USER = "reader";
    private static final Duration WITHIN = Duration.ofSeconds(60);

    @TempDir private Path directory;

    @Test
    void aTopicThatMayNotBeReadStopsNoOtherOfItsSource(Broker broker) throws Exception {
        String refused = "returns.v1";
        try (SecuredBroker secured = SecuredBroker.start(directory)) {
            secured.addUser(USER);
            secured.allowReading(USER, ResourceType.TOPIC, SourceShop.TOPIC);
            secured.allowReading(USER, ResourceType.GROUP, "road");
            try (SourceShop shop = new SourceShop(open(secured));
                    Road road = Road.on(broker, settings(secured, USER))) {
                road.endpoint("order.*");
                shop.makeTopic(refused);
                shop.pay(refused, 100, 101);
                shop.pay(0, 3);
                shop.apply(road, SourceShop.ORDERS, List.of(SourceShop.TOPIC, refused), false);
                road.start("one");

                awaitSeen(road, 3);
                shop.pay(3, 5);
                awaitSeen(road, 5);

                assertThat(SourceShop.published(road))
                        .hasSize(5)
                        .allSatisfy((place, times) -> {
                            assertThat(place).contains(SourceShop.TOPIC);
                            assertThat(times).as(place).isEqualTo(1);
                        });
            }
        }
    }

    /** Where the shop itself writes. */
    static Broker open(SecuredBroker secured) {
        return new Broker() {
            @Override
            public String bootstrapServers() {
                return secured.bootstrapServers();
            }

            @Override
            public void close() {}
        };
    }

    /** The settings of an instance that reads sources of that broker as this user. */
    static Map<String, String> settings(SecuredBroker secured, String user) {
        Map<String, String> settings = new HashMap<>();
        settings.put("roles", "fan-out,delivery,sources");
        secured.client(user, user)
                .forEach((name, value) -> settings.put("sources.clusters.shop." + name, value));
        return settings;
    }

    private static void awaitSeen(Road road, int count) {
        Awaitility.await(count + " deliveries")
                .atMost(WITHIN)
                .until(() -> road.customer().count() >= count);
    }
}

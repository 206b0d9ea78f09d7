package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.embedded.SecuredBroker;
import dev.hooklane.source.SourceName;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The owners of topics give and take rights as they like: each decides for its own topics. */
@ExtendWith(Brokers.class)
class SourceRightsIT {
    private static final String USER = "reader";

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

    @Test
    void aTopicThatMayBeSeenAndNotReadIsNamedAndReadOnceItMayBe(Broker broker) throws Exception {
        String refused = "returns.v1";
        try (SecuredBroker secured = SecuredBroker.start(directory)) {
            secured.addUser(USER);
            secured.allowReading(USER, ResourceType.TOPIC, SourceShop.TOPIC);
            secured.allow(USER, ResourceType.TOPIC, refused, AclOperation.DESCRIBE);
            secured.allowReading(USER, ResourceType.GROUP, "road");
            try (SourceShop shop = new SourceShop(open(secured));
                    Road road = Road.on(broker, withApi(settings(secured, USER)))) {
                road.endpoint("order.*");
                shop.makeTopic(refused);
                shop.pay(refused, 100, 101);
                shop.pay(0, 3);
                shop.apply(road, SourceShop.ORDERS, List.of(SourceShop.TOPIC, refused), false);
                shop.apply(road, new SourceName("returns"), List.of(refused), false);
                road.start("one");

                awaitSeen(road, 3);
                try (RoadApi api = Runbook.api(road)) {
                    Runbook.awaitMetric(api, refusedTopics("orders", 1));
                    Runbook.awaitMetric(api, refusedTopics("returns", 1));
                    for (String source : List.of("orders", "returns")) {
                        assertThat(Runbook.hooklane(road, "sources", "show", source).out())
                                .contains(
                                        "state       lacks a right",
                                        "problem     cluster shop does not let its user read topic returns.v1: the right Read is missing");
                    }
                    assertThat(Runbook.hooklane(road, "sources", "list").out())
                            .containsPattern("orders +lacks a right");

                    secured.allowReading(USER, ResourceType.TOPIC, refused);
                    SourceShop.awaitPublished(road, 5);
                    Runbook.awaitMetric(api, refusedTopics("orders", 0));
                    assertThat(Runbook.hooklane(road, "sources", "show", "orders").out())
                            .contains("state       running");
                }
            }
        }
    }

    private static String refusedTopics(String source, int count) {
        return "hooklane_source_topics_refused{source=\"%s\"} %d.0".formatted(source, count);
    }

    private static Map<String, String> withApi(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("roles", "fan-out,delivery,control-plane,sources");
        all.put("metrics.look-interval", "1s");
        return all;
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
        Awaitility.await(count + " deliveries").until(() -> road.customer().count() >= count);
    }
}

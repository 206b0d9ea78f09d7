package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.command.CommandRun;
import dev.hooklane.embedded.SecuredBroker;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A trial shows what is published, or says in one line what is missing. */
@ExtendWith(Brokers.class)
class SourceTrialIT {
    private static final String USER = "reader";
    private static final String ORDERS =
            """
            name: orders
            cluster: shop
            topics: [%s]
            begin: earliest
            mapping:
              account: value.customer
              type: "'order.paid'"
              data: {orderId: value.order}
            """;

    @TempDir private Path directory;

    @Test
    void theEventsOfATrialAreThoseThatArePublished(Broker broker) {
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, withApi(shop.settings()))) {
            road.operator().eventType("order.paid", "{}", "{}", false);
            road.start("one");
            shop.pay(0, 3);
            String file = ORDERS.formatted(SourceShop.TOPIC);

            CommandRun tried =
                    Runbook.hooklaneWith(
                            road,
                            file,
                            "sources",
                            "try",
                            "-f",
                            "-",
                            "--from",
                            "earliest",
                            "--json");
            road.endpoint("order.*");
            Runbook.hooklaneWith(road, file, "sources", "apply", "-f", "-");
            road.awaitRequests(3);

            List<String> events =
                    JsonMapper.shared()
                            .readTree(tried.out())
                            .path("records")
                            .valueStream()
                            .map(record -> record.path("event"))
                            .map(JsonNode::toString)
                            .toList();
            assertThat(road.records().on(road.topics().events()))
                    .extracting(record -> new String(record.value(), UTF_8))
                    .containsExactlyInAnyOrderElementsOf(events);
        }
    }

    @Test
    void aRightThatIsMissingIsNamedWithItsTopicAndCluster(Broker broker) throws Exception {
        try (SecuredBroker secured = SecuredBroker.start(directory)) {
            secured.addUser(USER);
            secured.allow(USER, ResourceType.TOPIC, "seen.", AclOperation.DESCRIBE);
            try (SourceShop shop = new SourceShop(SourceRightsIT.open(secured));
                    Road road = Road.on(broker, withApi(SourceRightsIT.settings(secured, USER)))) {
                shop.makeTopic("seen.orders");
                shop.pay("seen.orders", 0, 1);
                road.start("one");

                assertThat(refusal(road, "seen.orders"))
                        .isEqualTo(
                                "cluster shop does not let its user read topic seen.orders: the right Read is missing (422)");
                assertThat(refusal(road, SourceShop.TOPIC))
                        .isEqualTo(
                                "cluster shop does not let its user read topic shop.orders.v3: the right Read is missing (422)");
            }
        }
    }

    @Test
    void aTopicThatMatchesAPatternAndMayNotBeReadHidesNoOther(Broker broker) throws Exception {
        try (SecuredBroker secured = SecuredBroker.start(directory)) {
            secured.addUser(USER);
            secured.allowReading(USER, ResourceType.TOPIC, "seen.orders");
            secured.allow(USER, ResourceType.TOPIC, "seen.returns", AclOperation.DESCRIBE);
            try (SourceShop shop = new SourceShop(SourceRightsIT.open(secured));
                    Road road = Road.on(broker, withApi(SourceRightsIT.settings(secured, USER)))) {
                shop.makeTopic("seen.orders");
                shop.makeTopic("seen.returns");
                shop.pay("seen.orders", 0, 1);
                shop.pay("seen.returns", 0, 1);
                road.start("one");

                CommandRun tried = tryOrders(road, "seen.*");

                assertThat(tried.err()).isEmpty();
                assertThat(tried.out())
                        .contains("seen.orders")
                        .doesNotContain("seen.returns")
                        .endsWith("1 of 1 records would become events\n");
            }
        }
    }

    @Test
    void aClusterThatDoesNotAnswerIsNamed(Broker broker) throws Exception {
        try (SecuredBroker secured = SecuredBroker.start(directory);
                Road road =
                        Road.on(broker, withApi(SourceRightsIT.settings(secured, "stranger")))) {
            road.start("one");

            assertThat(refusal(road, SourceShop.TOPIC))
                    .startsWith("cluster shop: Kafka refused: Authentication failed");
        }
    }

    /** What the command says instead of records. */
    private static String refusal(Road road, String topic) {
        CommandRun run = tryOrders(road, topic);
        assertThat(run.exitCode()).as(run.out()).isNotZero();
        return run.err().strip().replaceFirst("^hooklane: ", "");
    }

    private static CommandRun tryOrders(Road road, String topic) {
        return Runbook.tryHooklaneWith(
                road, ORDERS.formatted(topic), "sources", "try", "-f", "-", "--from", "earliest");
    }

    private static Map<String, String> withApi(Map<String, String> cluster) {
        Map<String, String> settings = new HashMap<>(cluster);
        settings.put("roles", "fan-out,delivery,control-plane,sources");
        return settings;
    }
}

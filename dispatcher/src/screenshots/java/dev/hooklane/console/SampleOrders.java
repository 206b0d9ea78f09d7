package dev.hooklane.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.client.ApiClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A shop's orders on a topic of its own, which a source turns into events. */
final class SampleOrders {
    static final String SOURCE = "orders";
    private static final String TOPIC = "shop.orders.v3";
    private static final int ORDERS = 60;
    private static final JsonMapper JSON = JsonMapper.shared();

    private SampleOrders() {}

    /** Writes orders, some of which can't be mapped, and applies the source. */
    static void fill(ApiClient api, String bootstrapServers, String account)
            throws InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (Admin admin = Admin.create(settings);
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(
                                settings, new StringSerializer(), new ByteArraySerializer())) {
            admin.createTopics(Set.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
            for (int order = 1; order <= ORDERS; order++) {
                producer.send(
                                new ProducerRecord<>(
                                        TOPIC,
                                        "order-" + order,
                                        order(order, account).getBytes(UTF_8)))
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not take the orders", e);
        }
        api.put(
                "/v1/event-types/order.paid",
                JSON.readTree(
                        "{\"description\":\"An order was paid.\",\"example\":{\"orderId\":7,\"total\":12.5}}"));
        api.put("/v1/sources/" + SOURCE, source("team orders", "value.status == \\\"PAID\\\""));
        api.put("/v1/sources/returns", source("", "value.status == \\\"RETURNED\\\""));
        api.post("/v1/sources/returns/pause", JSON.createObjectNode());
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() ->
                        api.get("/v1/sources/" + SOURCE, Map.of())
                                        .path("progress")
                                        .path("published")
                                        .asLong(0)
                                > ORDERS / 2);
    }

    private static JsonNode source(String owner, String when) {
        return JSON.readTree(
                """
                {"topics":["%s"],"begin":"earliest","owner":"%s","mapping":{"when":"%s","account":"value.customer",
                "type":"'order.paid'","data":{"orderId":"value.order","total":"value.total","currency":"value.currency ?? 'EUR'"}}}\
                """
                        .formatted(TOPIC, owner, when));
    }

    private static String order(int order, String account) {
        if (order % 25 == 0) {
            return "order=%d&status=PAID".formatted(order);
        } else if (order % 14 == 0) {
            return "{\"status\":\"PAID\",\"order\":%d,\"total\":12.50}".formatted(order);
        }
        return """
        {"status":"%s","customer":"%s","order":%d,"total":%d.50,"card":"4111111111111111"}\
        """
                .formatted(order % 5 == 0 ? "NEW" : "PAID", account, order, 10 + order);
    }
}

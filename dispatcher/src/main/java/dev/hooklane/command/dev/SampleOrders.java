package dev.hooklane.command.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.kafka.KafkaClients;
import dev.hooklane.topic.BrokerAnswers;
import dev.hooklane.topic.KafkaUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a shop's orders to a topic of its own, every few seconds until it is closed, and lets a
 * source turn them into events.
 */
final class SampleOrders implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SampleOrders.class);
    private static final String TOPIC = "sample.orders";
    private static final String TYPE = "order.paid";
    private static final String SOURCE = "sample-orders";
    private static final int EVERY_SECONDS = 5;
    private static final int NOT_FOUND = 404;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String TYPE_BODY =
            """
            {"description":"An order was paid.","example":{"orderId":7,"total":12.50,"currency":"EUR"}}\
            """;
    private static final String SOURCE_BODY =
            """
            {"topics":["sample.orders"],"begin":"earliest","owner":"hooklane dev --sample","mapping":{
            "when":"value.status == 'PAID'","account":"value.customer","type":"'order.paid'",
            "data":{"orderId":"value.order","total":"value.total","currency":"value.currency ?? 'EUR'"}}}\
            """;

    private final HooklaneConfig config;
    private final ApiClient api;
    private final RandomGenerator random = new Random();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private int order;

    private SampleOrders(HooklaneConfig config, ApiClient api) {
        this.config = config;
        this.api = api;
    }

    static SampleOrders start(DevSettings settings, HooklaneConfig config) {
        SampleOrders orders =
                new SampleOrders(
                        config, new ApiClient(URI.create(settings.api()), config.api().key()));
        Thread.ofVirtual().name("hooklane-sample-orders").start(orders::run);
        return orders;
    }

    private void run() {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        config.kafka().producerProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            prepare();
            do {
                var _ = producer.send(next());
            } while (!stopped.await(EVERY_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ApiException | KafkaException | KafkaUnavailableException e) {
            log.info("sample.no_orders {}", e.getMessage());
        }
    }

    /** What is there already stays as it is: the developer may have changed it. */
    private void prepare() {
        makeTopic();
        add("/v1/event-types/" + TYPE, TYPE_BODY);
        add("/v1/sources/" + SOURCE, SOURCE_BODY);
    }

    private void makeTopic() {
        BrokerAnswers answers = new BrokerAnswers(PATIENCE);
        try {
            var _ =
                    new KafkaClients(config)
                            .ask(admin -> {
                                answers.await(
                                        admin.createTopics(
                                                        Set.of(new NewTopic(TOPIC, 1, (short) 1)))
                                                .all());
                                return TOPIC;
                            });
        } catch (KafkaUnavailableException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private void add(String path, String body) {
        try {
            var _ = api.get(path, Map.of());
        } catch (ApiException e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            var _ = api.put(path, JsonMapper.shared().readTree(body));
        }
    }

    private ProducerRecord<byte[], byte[]> next() {
        order++;
        String value =
                """
                {"status":"%s","customer":"%s","order":%d,"total":%d.50,"card":"4111111111111111"}\
                """
                        .formatted(
                                order % 4 == 0 ? "NEW" : "PAID",
                                DevEndpoint.ACCOUNT,
                                order,
                                5 + random.nextInt(200));
        return new ProducerRecord<>(
                TOPIC, ("order-" + order).getBytes(UTF_8), value.getBytes(UTF_8));
    }

    @Override
    public void close() {
        stopped.countDown();
        api.close();
    }
}

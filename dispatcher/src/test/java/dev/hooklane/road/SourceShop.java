package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.source.Source;
import dev.hooklane.source.SourceBegin;
import dev.hooklane.source.SourceCodec;
import dev.hooklane.source.SourceName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

/** Another cluster with a shop's topics, and a source that reads them. For one thread. */
final class SourceShop implements AutoCloseable {
    static final String CLUSTER = "shop";
    static final String TOPIC = "shop.orders.v3";
    static final SourceName ORDERS = new SourceName("orders");

    private static final String MAPPING =
            """
            {"when": "value.status == 'PAID'", "account": "value.customer",
             "type": "'order.paid'", "data": {"orderId": "value.order", "total": "value.total"}}
            """;

    private static final int LONGEST_WITHOUT_NOTE = 1_000;
    private static final long PRODUCER_BYTES = 32L << 20;

    /** As long as a broker that was killed may take to start, beside other tests. */
    private static final int TIMEOUT_SECONDS = 120;

    private final Broker broker;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong version = new AtomicLong(Instant.now().toEpochMilli());

    SourceShop() {
        this(new BrokerOfItsOwn());
    }

    /** A shop on that broker. */
    SourceShop(Broker broker) {
        this.broker = broker;
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        makeTopic(TOPIC);
    }

    /** The settings of an instance that reads sources, this cluster's among them. */
    Map<String, String> settings() {
        return Map.of(
                "roles",
                "fan-out,delivery,sources",
                "sources.clusters.shop.bootstrap.servers",
                broker.bootstrapServers());
    }

    void makeTopic(String topic) {
        admin(admin -> admin.createTopics(Set.of(new NewTopic(topic, 4, (short) 1))).all().get());
    }

    void removeTopic(String topic) {
        admin(admin -> admin.deleteTopics(List.of(topic)).all().get());
    }

    /** Deletes the records of a partition before that offset, as its owner may. */
    void deleteBefore(int partition, long offset) {
        admin(admin ->
                admin.deleteRecords(
                                Map.of(
                                        new TopicPartition(TOPIC, partition),
                                        RecordsToDelete.beforeOffset(offset)))
                        .all()
                        .get());
    }

    private interface Change {
        void make(Admin admin) throws ExecutionException, InterruptedException;
    }

    private void admin(Change change) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            change.make(admin);
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A source of those topics, running or paused. */
    private Source source(SourceName name, List<String> topics, boolean paused) {
        Instant now = Instant.ofEpochMilli(version.incrementAndGet());
        return new Source(
                name,
                CLUSTER,
                topics,
                new SourceBegin.Earliest(),
                Source.Formats.DEFAULT,
                JsonMapper.shared().readTree(MAPPING),
                "",
                paused,
                1,
                now);
    }

    /** Applies the source as the API does, with the type that it publishes. */
    void apply(Road road, boolean paused) {
        apply(road, ORDERS, List.of(TOPIC), paused);
    }

    /** Applies a source of those names and patterns of topics. */
    void apply(Road road, SourceName name, List<String> topics, boolean paused) {
        apply(road, source(name, topics, paused));
    }

    /** Applies a source. */
    void apply(Road road, Source source) {
        road.operator().eventType("order.paid", "{}", "{}", false);
        road.records()
                .write(
                        new ProducerRecord<>(
                                road.topics().sources(),
                                SourceCodec.key(source.name()),
                                SourceCodec.write(source)));
    }

    /** A source of the topic with other formats and another mapping. */
    Source source(Source.Formats formats, String mapping) {
        Source plain = source(ORDERS, List.of(TOPIC), false);
        return new Source(
                plain.name(),
                plain.cluster(),
                plain.topics(),
                plain.begin(),
                formats,
                JsonMapper.shared().readTree(mapping),
                plain.owner(),
                plain.paused(),
                plain.generation(),
                plain.updatedAt());
    }

    /** Pays orders of the road's account, by their numbers; each has a key of its own. */
    void pay(int from, int until) {
        pay(TOPIC, from, until);
    }

    void pay(String topic, int from, int until) {
        for (int order = from; order < until; order++) {
            write(record(topic, "order-" + order, paid(order)));
        }
    }

    /** The same without waiting for each, until the cluster has them all. */
    void payQuickly(String topic, int count) {
        for (int order = 0; order < count; order++) {
            var _ = producer.send(record(topic, "order-" + order, paid(order)));
        }
        producer.flush();
    }

    /** Writes one value many times, likewise. */
    void writeQuickly(String topic, String value, int count) {
        for (int i = 0; i < count; i++) {
            var _ = producer.send(record(topic, "key-" + i, value));
        }
        producer.flush();
    }

    /**
     * Pays orders with notes of so many bytes each, in partition 0. Their cluster has them
     * compressed to next to nothing.
     */
    void payWithNotes(int count, int bytes) {
        try (KafkaProducer<byte[], byte[]> compressing =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "compression.type",
                                "zstd",
                                "linger.ms",
                                "1000",
                                "max.request.size",
                                bytes + LONGEST_WITHOUT_NOTE,
                                "buffer.memory",
                                Math.max(PRODUCER_BYTES, 2L * bytes)),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            String note = ",\"note\":\"%s\"}".formatted("0".repeat(bytes));
            for (int order = 0; order < count; order++) {
                var _ =
                        compressing.send(
                                new ProducerRecord<>(
                                        TOPIC,
                                        0,
                                        null,
                                        paid(order).replace("}", note).getBytes(UTF_8)));
            }
        }
    }

    static String paid(int order) {
        return "{\"status\":\"PAID\",\"customer\":\"%s\",\"order\":%d,\"total\":12.50,\"card\":\"4111\"}"
                .formatted(Road.ACCOUNT, order);
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String key, String value) {
        return new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    /** Writes a record and waits until the cluster has it. */
    void write(String key, String value) {
        write(record(TOPIC, key, value));
    }

    /** Writes a record without a key to a partition, likewise. */
    void write(int partition, byte[] value) {
        write(new ProducerRecord<>(TOPIC, partition, null, value));
    }

    /** Writes a record, likewise. */
    void write(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** How often each record became an event that is committed, by its place. */
    static Map<String, Integer> published(Road road) {
        Map<String, Integer> published = new HashMap<>();
        road.records()
                .on(road.topics().events())
                .forEach(record ->
                        published.merge(
                                new String(
                                        record.headers().lastHeader("hooklane-from").value(),
                                        UTF_8),
                                1,
                                Integer::sum));
        return published;
    }

    /** Waits until that many records are published. */
    static void awaitPublished(Road road, int count) {
        Awaitility.await(count + " published").until(() -> published(road).size() >= count);
    }

    @Override
    public void close() {
        producer.close();
        if (broker instanceof BrokerOfItsOwn own) {
            own.close();
        }
    }
}

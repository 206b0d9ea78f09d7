package dev.hooklane.waiting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publisher that leaves a transaction open is found by its name. */
class OpenTransactionsIT {
    private static final String TOPIC = "o.events";
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    @TempDir private Path directory;
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private EmbeddedBroker broker;
    private Admin admin;
    private OpenTransactions transactions;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(directory, 0);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
        transactions = new OpenTransactions(admin, TOPIC, now::get);
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void aTransactionThatStaysOpenIsToldUntilItEnds() throws Exception {
        try (KafkaProducer<byte[], byte[]> open = producer(Map.of("transactional.id", "orders-1"));
                KafkaProducer<byte[], byte[]> other = producer(Map.of())) {
            open.initTransactions();
            open.beginTransaction();
            open.send(record()).get();
            other.send(record()).get();
            assertThat(transactions.look()).as("first seen").isEmpty();

            now.set(NOW.plusSeconds(90));
            assertThat(transactions.look())
                    .singleElement()
                    .satisfies(held -> {
                        assertThat(held.partition()).isEqualTo(1);
                        assertThat(held.transactionalId()).isEqualTo("orders-1");
                        assertThat(held.producerId()).isNotNegative();
                        assertThat(held.offset()).isZero();
                        assertThat(held.records()).isEqualTo(2);
                        assertThat(held.held()).hasSeconds(90);
                    });

            open.abortTransaction();
            Awaitility.await("no partition that is held")
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(transactions.look()).isEmpty());
        }
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static ProducerRecord<byte[], byte[]> record() {
        return new ProducerRecord<>(TOPIC, 1, "acme".getBytes(UTF_8), "{}".getBytes(UTF_8));
    }
}

package dev.hooklane.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A broker that leads partitions by the metadata of a killed one loses them again while it ends
 * transactions. Some then stay open for ever, once in about twenty kills: too seldom for a test. So
 * this one looks at the elections.
 */
class BrokerFencingIT {
    private static final String TOPIC = "things";

    private final Logger coordinator =
            (Logger)
                    LoggerFactory.getLogger("kafka.coordinator.transaction.TransactionCoordinator");
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    @TempDir private Path directory;

    @BeforeEach
    void listen() {
        events.start();
        coordinator.setLevel(Level.INFO);
        coordinator.setAdditive(false);
        coordinator.addAppender(events);
    }

    @AfterEach
    void listenNoMore() {
        coordinator.detachAppender(events);
        coordinator.setAdditive(true);
        coordinator.setLevel(null);
    }

    @Test
    void aBrokerAfterAKilledOneLeadsNothingThatItWasNotElectedFor() throws Exception {
        try (BrokerProcess killed = BrokerProcess.start(directory)) {
            leaveTransactionOpen(killed.bootstrapServers());
            killed.kill();
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            fence(broker.bootstrapServers());

            assertThat(elections()).isNotEmpty().doesNotHaveDuplicates();
        }
    }

    /** Returns the partitions of the coordinator's topic that the broker led, once each time. */
    private List<String> elections() {
        return events.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains("Elected as the txn coordinator"))
                .map(line -> line.replaceFirst(" at epoch .*", ""))
                .toList();
    }

    private static void leaveTransactionOpen(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
        try (KafkaProducer<String, String> producer = producer(bootstrapServers)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, "value")).get();
        }
    }

    private static void fence(String bootstrapServers) {
        try (KafkaProducer<String, String> producer = producer(bootstrapServers)) {
            producer.initTransactions();
        }
    }

    private static KafkaProducer<String, String> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "writer"),
                new StringSerializer(),
                new StringSerializer());
    }
}

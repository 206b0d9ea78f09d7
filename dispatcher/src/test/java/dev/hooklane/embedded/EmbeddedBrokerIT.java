package dev.hooklane.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    private static final String TOPIC = "things";
    private static final List<String> VALUES =
            IntStream.range(0, 500).mapToObj(i -> "value " + i).toList();

    @TempDir private Path directory;

    @Test
    void restartKeepsClusterTopicsRecordsAndOffsets() throws Exception {
        String cluster;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            cluster = clusterId(broker.bootstrapServers());
            makeTopic(broker.bootstrapServers());
            produce(broker.bootstrapServers(), Map.of());
            assertThat(consume(broker.bootstrapServers(), VALUES.size())).isEqualTo(VALUES);
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            assertThat(clusterId(broker.bootstrapServers())).isEqualTo(cluster);
            assertThat(endOffset(broker.bootstrapServers())).isEqualTo(VALUES.size());
            produce(broker.bootstrapServers(), Map.of());
            assertThat(consume(broker.bootstrapServers(), VALUES.size())).isEqualTo(VALUES);
            assertThat(endOffset(broker.bootstrapServers())).isEqualTo(2L * VALUES.size());
        }
    }

    @Test
    void killedProcessLosesNothingThatWasAcked() throws Exception {
        String cluster;
        try (BrokerProcess killed = BrokerProcess.start(directory)) {
            cluster = clusterId(killed.bootstrapServers());
            makeTopic(killed.bootstrapServers());
            produce(killed.bootstrapServers(), Map.of());
            killed.kill();
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            assertThat(clusterId(broker.bootstrapServers())).isEqualTo(cluster);
            assertThat(consume(broker.bootstrapServers(), VALUES.size())).isEqualTo(VALUES);
        }
    }

    @Test
    void transactionsAreServed() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            makeTopic(broker.bootstrapServers());
            produce(broker.bootstrapServers(), Map.of("transactional.id", "writer"));

            assertThat(consume(broker.bootstrapServers(), VALUES.size())).isEqualTo(VALUES);
        }
    }

    @Test
    void takenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, taken.getLocalPort()))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage(
                            "broker: port %d is taken by another process"
                                    .formatted(taken.getLocalPort()));
        }
    }

    @Test
    @Timeout(60)
    void aPortThatIsTakenMeanwhileIsReplaced() throws Exception {
        List<ServerSocket> taken = new ArrayList<>();
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(directory, 0, properties -> takeOnce(taken, properties))) {
            makeTopic(broker.bootstrapServers());
        } finally {
            for (ServerSocket socket : taken) {
                socket.close();
            }
        }
    }

    private static Map<String, Object> takeOnce(
            List<ServerSocket> taken, Map<String, Object> properties) {
        if (taken.isEmpty()) {
            String client = String.valueOf(properties.get("advertised.listeners"));
            int port = Integer.parseInt(client.substring(client.lastIndexOf(':') + 1));
            try {
                taken.add(new ServerSocket(port, 1, InetAddress.ofLiteral(LoopbackPort.HOST)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return properties;
    }

    @Test
    void directoryOfARunningBrokerIsRefused() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
                    .isInstanceOf(DirectoryInUseException.class)
                    .hasMessage(
                            "broker: directory %s is in use by another process"
                                    .formatted(directory));
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void closingTwiceIsHarmlessAndFreesThePort() {
        int port = LoopbackPort.free();
        EmbeddedBroker broker = EmbeddedBroker.start(directory, port);
        broker.close();
        broker.close();

        assertThat(LoopbackPort.isTaken(port)).isFalse();
    }

    private static String clusterId(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static void makeTopic(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static void produce(String bootstrapServers, Map<String, Object> settings)
            throws Exception {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", bootstrapServers);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(all, new StringSerializer(), new StringSerializer())) {
            boolean transactional = settings.containsKey("transactional.id");
            if (transactional) {
                producer.initTransactions();
                producer.beginTransaction();
            }
            List<Future<RecordMetadata>> acks = new ArrayList<>();
            for (String value : VALUES) {
                acks.add(producer.send(new ProducerRecord<>(TOPIC, value)));
            }
            for (Future<RecordMetadata> ack : acks) {
                ack.get();
            }
            if (transactional) {
                producer.commitTransaction();
            }
        }
    }

    /** Reads that many values of the group's and commits them. */
    private static List<String> consume(String bootstrapServers, int count) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "group.id", "readers",
                        "enable.auto.commit", "false",
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            List<String> values = new ArrayList<>();
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
            }
            consumer.commitSync();
            return values;
        }
    }

    private static long endOffset(String bootstrapServers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, -1L);
        }
    }
}

package dev.hooklane.waiting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers delete records that are young. */
class EarlyDeletionsIT {
    private static final String TOPIC = "r.rejected";

    @Test
    void recordsThatBrokersDeleteTooEarlyAreCounted(@TempDir Path directory) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
                Admin admin =
                        Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
            EarlyDeletions deletions =
                    EarlyDeletions.of(new GroupOffsets(admin), TOPIC, Duration.ofDays(30));
            write(broker, 10);
            long first = deletions.look();
            admin.deleteRecords(
                            Map.of(new TopicPartition(TOPIC, 1), RecordsToDelete.beforeOffset(4)))
                    .all()
                    .get();

            assertThat(first).isZero();
            assertThat(deletions.look()).isEqualTo(4);
            assertThat(deletions.look()).isZero();
        }
    }

    private static void write(EmbeddedBroker broker, int records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(TOPIC, 1, null, "no JSON".getBytes(UTF_8)))
                        .get();
            }
        }
    }
}

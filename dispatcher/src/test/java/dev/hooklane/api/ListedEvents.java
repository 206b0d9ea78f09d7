package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Events on their topic, and what the API tells of them. */
final class ListedEvents {
    private final ApiFixture api;
    private final KafkaProducer<byte[], byte[]> producer;

    ListedEvents(ApiFixture api) {
        this.api = api;
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", api.broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    void close() {
        producer.close();
    }

    List<String> paged(String path) throws Exception {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = api.get(path + cursor);
            assertThat(page.status()).as(page.response().body()).isEqualTo(200);
            page.json().path("events").forEach(each -> all.add(each.path("id").asString("")));
            cursor = page.json().path("next").isNull() ? "" : "&cursor=" + page.text("next");
        } while (!cursor.isEmpty());
        return all;
    }

    /** Where it stands. */
    String publish(String account, String id, String type, int partition, boolean once)
            throws Exception {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        api.topics.events(), partition, account.getBytes(UTF_8), payload(id, type));
        if (once) {
            record.headers().add("hooklane-once", "1".getBytes(UTF_8));
        }
        RecordMetadata at = producer.send(record).get();
        return at.partition() + "@" + at.offset();
    }

    static byte[] payload(String id, String type) {
        return """
        {"id":"%s","type":"%s","timestamp":"2024-01-15T10:30:00Z","data":{"id":"%s"}}\
        """
                .formatted(id, type, id)
                .getBytes(UTF_8);
    }
}

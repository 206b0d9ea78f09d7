package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.producer.ProducerRecord;

/** Events that were published by another client than the API. */
final class ListedEvents {
    private final ApiFixture api;

    ListedEvents(ApiFixture api) {
        this.api = api;
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
        return api.written.put(record);
    }

    static byte[] payload(String id, String type) {
        return """
        {"id":"%s","type":"%s","timestamp":"2024-01-15T10:30:00Z","data":{"id":"%s"}}\
        """
                .formatted(id, type, id)
                .getBytes(UTF_8);
    }
}

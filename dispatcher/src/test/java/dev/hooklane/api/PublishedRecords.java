package dev.hooklane.api;

import dev.hooklane.api.ApiFixture.Answer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;

/** Reads from the topic what was published over the API. */
final class PublishedRecords {
    private final ApiFixture api;

    PublishedRecords(ApiFixture api) {
        this.api = api;
    }

    ConsumerRecord<byte[], byte[]> event(Answer published) {
        return event(published.json());
    }

    /** What stands where an answer says. */
    ConsumerRecord<byte[], byte[]> event(JsonNode place) {
        return api.written.record(
                new TopicPartition(api.topics.events(), place.path("partition").asInt()),
                place.path("offset").asLong());
    }
}

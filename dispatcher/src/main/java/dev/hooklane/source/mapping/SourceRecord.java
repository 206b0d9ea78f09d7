package dev.hooklane.source.mapping;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A record of a source's topic, as its format has read it.
 *
 * @param cluster the cluster's name in the configuration
 * @param timestamp that of the record in Kafka
 * @param headers the last one of each name, as text
 * @param key null if the record has none
 * @param value null if the record is a tombstone
 */
public record SourceRecord(
        String cluster,
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        Map<String, String> headers,
        @Nullable JsonNode key,
        @Nullable JsonNode value) {
    public SourceRecord {
        headers = Map.copyOf(headers);
    }

    /** Returns only where the record is, so that customers' data never gets into a log. */
    @Override
    public String toString() {
        return "SourceRecord[%s %s:%d@%d]".formatted(cluster, topic, partition, offset);
    }
}

package dev.hooklane.source.progress;

import dev.hooklane.source.SourceName;
import org.apache.kafka.common.TopicPartition;

/** A partition that a source reads. */
public record PartitionKey(SourceName source, String topic, int partition) {
    public static PartitionKey of(SourceName source, TopicPartition partition) {
        return new PartitionKey(source, partition.topic(), partition.partition());
    }

    /** Neither names of sources nor of topics have a slash. */
    String text() {
        return "%s/%s/%d".formatted(source, topic, partition);
    }

    /**
     * Reads the text of a key.
     *
     * @throws IllegalArgumentException if {@link #text} did not make it
     */
    static PartitionKey parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("no key of a source's progress has this form");
        }
        return new PartitionKey(new SourceName(parts[0]), parts[1], Integer.parseInt(parts[2]));
    }
}

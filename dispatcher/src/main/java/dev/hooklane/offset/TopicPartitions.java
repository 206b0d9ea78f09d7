package dev.hooklane.offset;

import dev.hooklane.delay.DelayTopic;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.topic.Partitions;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.producer.Producer;

/**
 * How many partitions there are in each topic that outcomes are written to. So each record names
 * its own partition, and an outcome that can't be written there is known before it is sent. Any
 * thread may use it.
 */
public record TopicPartitions(ToIntFunction<String> counts) {
    /** Asks Kafka for the current counts. */
    public static TopicPartitions asOf(
            Producer<byte[], byte[]> producer, Collection<String> topics) {
        Map<String, Integer> counts = new HashMap<>();
        topics.forEach(topic -> counts.put(topic, producer.partitionsFor(topic).size()));
        return new TopicPartitions(topic -> counts.getOrDefault(topic, 1));
    }

    /** Returns the partition that holds an endpoint's records. */
    public int of(String topic, EndpointId endpoint) {
        return Partitions.of(endpoint, counts.applyAsInt(topic));
    }

    /** Returns how long an endpoint's record waits in that topic. */
    public Duration longest(DelayTopic topic, EndpointId endpoint) {
        int count = counts.applyAsInt(topic.name());
        return topic.longest(Partitions.of(endpoint, count), count);
    }

    /** Returns the partition for a record that has no endpoint and came from {@code partition}. */
    public int like(String topic, int partition) {
        return partition % counts.applyAsInt(topic);
    }
}

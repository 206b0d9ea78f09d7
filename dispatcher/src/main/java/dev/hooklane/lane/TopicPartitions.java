package dev.hooklane.lane;

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
 * How many partitions the topics have that outcomes are written to, so that each record names its
 * own and what can't be written there is known before it is sent. Any thread may use it.
 */
record TopicPartitions(ToIntFunction<String> counts) {
    /** As they are now; asks Kafka. */
    static TopicPartitions asOf(Producer<byte[], byte[]> producer, Collection<String> topics) {
        Map<String, Integer> counts = new HashMap<>();
        topics.forEach(topic -> counts.put(topic, producer.partitionsFor(topic).size()));
        return new TopicPartitions(topic -> counts.getOrDefault(topic, 1));
    }

    /** Where an endpoint's records stand. */
    int of(String topic, EndpointId endpoint) {
        return Partitions.of(endpoint, counts.applyAsInt(topic));
    }

    /** How long an endpoint's record waits in that topic. */
    Duration longest(DelayTopic topic, EndpointId endpoint) {
        int count = counts.applyAsInt(topic.name());
        return topic.longest(Partitions.of(endpoint, count), count);
    }

    /** Where to put what has no endpoint and came from that partition. */
    int like(String topic, int partition) {
        return partition % counts.applyAsInt(topic);
    }
}

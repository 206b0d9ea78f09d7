package dev.hooklane.history;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.topic.Partitions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Which instances hold which partitions of the history, by the latest assignment.
 *
 * @param byPartition the instances that hold each partition, its owner before the standbys
 */
public record HistoryHolders(Map<Integer, List<HostInfo>> byPartition) {
    /**
     * Returns the assignment that Kafka Streams knows now.
     *
     * @throws HistoryUnavailableException if nothing is assigned yet
     */
    static HistoryHolders of(KafkaStreams streams) {
        Map<Integer, List<HostInfo>> holders = new HashMap<>();
        Collection<StreamsMetadata> instances = instances(streams);
        instances.forEach(each -> add(each.topicPartitions(), each.hostInfo(), holders));
        if (holders.isEmpty()) {
            throw new HistoryUnavailableException("history is being assigned to instances");
        }
        instances.forEach(each -> add(each.standbyTopicPartitions(), each.hostInfo(), holders));
        return new HistoryHolders(holders);
    }

    private static Collection<StreamsMetadata> instances(KafkaStreams streams) {
        try {
            return streams.streamsMetadataForStore(HistoryTopology.STORE);
        } catch (IllegalStateException e) {
            throw HistoryUnavailableException.of(streams.state(), e);
        }
    }

    private static void add(
            Set<TopicPartition> partitions, HostInfo host, Map<Integer, List<HostInfo>> holders) {
        for (TopicPartition partition : partitions) {
            holders.computeIfAbsent(partition.partition(), _ -> new ArrayList<>()).add(host);
        }
    }

    /** Returns the partition that holds the endpoint's deliveries. */
    public int partition(EndpointId endpoint) {
        return Partitions.of(endpoint, byPartition.size());
    }

    /** Returns all partitions. */
    public Set<Integer> partitions() {
        return byPartition.keySet();
    }

    /** Returns the instances that hold the partition, its owner first. */
    public List<HostInfo> of(int partition) {
        return byPartition.getOrDefault(partition, List.of());
    }
}

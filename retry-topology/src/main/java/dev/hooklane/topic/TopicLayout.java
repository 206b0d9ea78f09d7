package dev.hooklane.topic;

/**
 * An operator's choices about topics.
 *
 * @param prefix the start of every topic's name
 * @param partitions of each new topic; the co-partitioned ones must keep the same count
 * @param replicationFactor of each new topic
 * @param minInsyncReplicas how many replicas must have a record before it counts as written
 * @param rejectedBytes how many bytes each partition of the topic of rejected records keeps
 */
public record TopicLayout(
        String prefix,
        int partitions,
        short replicationFactor,
        int minInsyncReplicas,
        long rejectedBytes) {
    public TopicLayout {
        if (partitions < 1 || replicationFactor < 1 || minInsyncReplicas > replicationFactor) {
            throw new IllegalArgumentException(
                    "topics with %d partitions, replication %d and min.insync.replicas %d can't be made"
                            .formatted(partitions, replicationFactor, minInsyncReplicas));
        }
    }
}

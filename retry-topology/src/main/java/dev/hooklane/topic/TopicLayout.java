package dev.hooklane.topic;

/**
 * What an operator chooses about topics.
 *
 * @param prefix what every topic's name begins with
 * @param partitions of each topic that is made; the co-partitioned ones must keep one count
 * @param replicationFactor of each topic that is made
 * @param minInsyncReplicas how many replicas must have a record before it counts as written
 */
public record TopicLayout(
        String prefix, int partitions, short replicationFactor, int minInsyncReplicas) {
    public TopicLayout {
        if (partitions < 1 || replicationFactor < 1 || minInsyncReplicas > replicationFactor) {
            throw new IllegalArgumentException(
                    "topics with %d partitions, replication %d and min.insync.replicas %d can't be made"
                            .formatted(partitions, replicationFactor, minInsyncReplicas));
        }
    }
}

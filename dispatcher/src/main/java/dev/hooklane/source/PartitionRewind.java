package dev.hooklane.source;

/**
 * That one partition is read from another offset on, forwards or back. It is followed once, by the
 * next owner of the partition.
 *
 * @param clusterId of the log that has the offset; it means nothing in another one
 * @param topicId likewise
 * @param number grows from one rewind of a source to the next
 */
public record PartitionRewind(
        String topic, int partition, long offset, String clusterId, String topicId, long number) {
    /** Reports whether it is one of that partition. */
    public boolean isOf(String topic, int partition) {
        return this.topic.equals(topic) && this.partition == partition;
    }
}

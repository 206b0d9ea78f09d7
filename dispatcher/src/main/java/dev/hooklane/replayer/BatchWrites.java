package dev.hooklane.replayer;

import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes records for replays so that all of them count, or none. For each partition of the history,
 * only the records of its latest claimant count. For one thread.
 */
interface BatchWrites {
    /**
     * Becomes the only writer for this partition. Afterwards everything that a former writer wrote
     * is known here, and its further writes fail.
     *
     * @return false if it is claimed already
     */
    boolean claim(int partition);

    /**
     * Writes the records, all or none.
     *
     * @throws RuntimeException if it is uncertain whether they are written; the claim is given up
     */
    void write(int partition, List<ProducerRecord<byte[], byte[]>> records);

    /** Gives up the claims of all partitions that are not among these. */
    void keepOnly(Set<Integer> partitions);
}

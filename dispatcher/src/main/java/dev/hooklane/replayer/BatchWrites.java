package dev.hooklane.replayer;

import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes records for replays so that all of them count or none does, and for each partition of the
 * history only those of its latest claimant. For one thread.
 */
interface BatchWrites {
    /**
     * Becomes the only one that writes for this partition. What another one has written is known
     * here afterwards; what it writes from now on fails.
     *
     * @return false if it is claimed already
     */
    boolean claim(int partition);

    /**
     * Writes the records at once.
     *
     * @throws RuntimeException if it is not known that they are written; the claim is given up
     */
    void write(int partition, List<ProducerRecord<byte[], byte[]>> records);

    /** Gives up the claims of all partitions that are not among these. */
    void keepOnly(Set<Integer> partitions);
}

package dev.hooklane.lane;

import dev.hooklane.delivery.Attempt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record: when the writes are durable, its offset is done.
 *
 * @param writes the record's next home and its history; empty where it needs none
 * @param attempt the request that was made, if one was
 * @param again how long until the delivery comes back by itself, if it does after an attempt
 */
record Outcome(
        OwnedPartition partition,
        long offset,
        List<ProducerRecord<byte[], byte[]>> writes,
        Optional<Attempt> attempt,
        Optional<Duration> again) {
    Outcome {
        writes = List.copyOf(writes);
    }

    /** Without an attempt. */
    Outcome(OwnedPartition partition, long offset, List<ProducerRecord<byte[], byte[]>> writes) {
        this(partition, offset, writes, Optional.empty(), Optional.empty());
    }

    /** What its writes hold in memory, about. */
    long bytes() {
        long bytes = 0;
        for (ProducerRecord<byte[], byte[]> write : writes) {
            bytes += length(write.value());
            for (Header header : write.headers()) {
                bytes += length(header.value());
            }
        }
        return bytes;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** The same, of the same delivery at another place. */
    Outcome at(OwnedPartition otherPartition, long otherOffset) {
        return new Outcome(otherPartition, otherOffset, writes, attempt, again);
    }

    /** The same, after that attempt. */
    Outcome after(Attempt made, Optional<Duration> comesAgain) {
        return new Outcome(partition, offset, writes, Optional.of(made), comesAgain);
    }
}

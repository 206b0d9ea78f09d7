package dev.hooklane.source.run;

import dev.hooklane.source.progress.SourceProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Records that were read, and what is written because of them in one transaction. */
final class SourceBatch {
    /** A few bytes of a record may become a large event; this bounds all of them together. */
    private static final int BYTES_MAX = 8 << 20;

    private final List<ProducerRecord<byte[], byte[]>> out = new ArrayList<>();
    private final Map<TopicPartition, Part> parts = new HashMap<>();
    private int bytes;

    /** What was read of one partition. */
    private static final class Part {
        private final Tally tally = new Tally();
        private ConsumerRecord<byte[], byte[]> last;

        Part(ConsumerRecord<byte[], byte[]> first) {
            last = first;
        }
    }

    /**
     * Adds the next record of its partition.
     *
     * @param made what is written because of it
     */
    void add(
            ConsumerRecord<byte[], byte[]> record,
            Judged judged,
            Optional<ProducerRecord<byte[], byte[]>> made) {
        Part part =
                parts.computeIfAbsent(
                        new TopicPartition(record.topic(), record.partition()),
                        _ -> new Part(record));
        part.last = record;
        part.tally.add(judged);
        made.ifPresent(each -> {
            out.add(each);
            bytes += each.value() == null ? 0 : each.value().length;
        });
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Reports whether it is so large that it should be written now. */
    boolean isFull() {
        return bytes >= BYTES_MAX;
    }

    List<ProducerRecord<byte[], byte[]>> out() {
        return out;
    }

    /**
     * Returns the progress once all of it is written.
     *
     * @param before the progress of a partition until then
     * @param writer the name of who writes it
     */
    Map<TopicPartition, SourceProgress> reached(
            Function<TopicPartition, SourceProgress> before, long generation, String writer) {
        Map<TopicPartition, SourceProgress> reached = new HashMap<>();
        parts.forEach((partition, part) -> {
            SourceProgress from = before.apply(partition);
            reached.put(
                    partition,
                    new SourceProgress(
                                    from.log(),
                                    part.last.offset() + 1,
                                    generation,
                                    writer,
                                    Instant.ofEpochMilli(Math.max(0, part.last.timestamp())),
                                    from.counts().plus(part.tally.recorded()))
                            .following(from.rewound()));
        });
        return reached;
    }

    /** Returns what all the records became. */
    SourceMeter.Counts counts() {
        Tally all = new Tally();
        parts.values().forEach(part -> all.add(part.tally));
        return all.counts();
    }
}

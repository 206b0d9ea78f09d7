package dev.hooklane.replayer;

import dev.hooklane.lookup.ReadConsumers;
import dev.hooklane.lookup.SearchPace;
import dev.hooklane.replay.ReplayCursor.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the events topic from some time on, stretch after stretch, and leaves most of the core to
 * others while it does.
 */
final class EventsTopic {
    private static final Duration POLL = Duration.ofMillis(200);

    /** An event is appended after it happened, unless its producer's clock is ahead. */
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private final ReadConsumers consumers;
    private final String topic;
    private final SearchPace.Time time;

    EventsTopic(ReadConsumers consumers, String topic, SearchPace.Time time) {
        this.consumers = consumers;
        this.topic = topic;
        this.time = time;
    }

    /** Returns the pace at which one caller reads. */
    SearchPace pace() {
        return SearchPace.endless(time);
    }

    /**
     * Returns what there is to read now, in all partitions: the client that published an account's
     * events chose their partition.
     */
    List<Stretch> stretches(Optional<Instant> from) {
        return consumers.look(consumer -> {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> begins =
                    from.isEmpty()
                            ? consumer.beginningOffsets(partitions)
                            : begins(consumer, partitions, from.get().minus(CLOCKS_DIFFER), ends);
            List<Stretch> stretches = new ArrayList<>();
            for (TopicPartition partition : partitions) {
                long end = ends.getOrDefault(partition, 0L);
                long begin = begins.getOrDefault(partition, end);
                if (begin < end) {
                    stretches.add(new Stretch(partition.partition(), begin, end));
                }
            }
            return stretches;
        });
    }

    private static Map<TopicPartition, Long> begins(
            Consumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Instant from,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, from.toEpochMilli())));
        Map<TopicPartition, Long> begins = new HashMap<>(ends);
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
                consumer.offsetsForTimes(times).entrySet()) {
            OffsetAndTimestamp first = found.getValue();
            if (first != null) {
                begins.put(found.getKey(), first.offset());
            }
        }
        return begins;
    }

    /**
     * Reads further through a stretch.
     *
     * @param last records appended later are not read; within a partition no earlier ones follow
     * @param pace that of all stretches that the caller reads
     * @param goOn whether more is wanted
     * @return the rest of the stretch
     */
    Stretch read(
            Stretch stretch,
            Instant last,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker,
            SearchPace pace,
            BooleanSupplier goOn) {
        TopicPartition partition = new TopicPartition(topic, stretch.partition());
        return consumers.look(consumer -> {
            consumer.assign(List.of(partition));
            consumer.seek(partition, stretch.next());
            long next = stretch.next();
            while (next < stretch.end() && goOn.getAsBoolean() && pace.awaitPiece()) {
                try {
                    for (ConsumerRecord<byte[], byte[]> record :
                            consumer.poll(POLL).records(partition)) {
                        if (record.offset() >= stretch.end()
                                || record.timestamp() > last.toEpochMilli()) {
                            return at(stretch, stretch.end());
                        }
                        if (!goOn.getAsBoolean()) {
                            return at(stretch, record.offset());
                        }
                        pace.add(record);
                        taker.accept(record);
                        next = record.offset() + 1;
                    }
                    next = consumer.position(partition);
                } catch (OffsetOutOfRangeException e) {
                    next = afterRetention(consumer, partition, next);
                }
            }
            return at(stretch, next);
        });
    }

    /**
     * Continues at the first record that is left, since the topic's retention has overtaken the
     * reader.
     */
    private static long afterRetention(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long next) {
        long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, next);
        consumer.seek(partition, Math.max(next, begin));
        return Math.max(next, begin);
    }

    private static Stretch at(Stretch stretch, long next) {
        return new Stretch(stretch.partition(), next, stretch.end());
    }
}

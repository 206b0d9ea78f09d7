package dev.hooklane.waiting;

import dev.hooklane.lookup.ReadConsumers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Finds the first record of each partition that is not done. */
final class PartitionHeads {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final ReadConsumers consumers;

    PartitionHeads(ReadConsumers consumers) {
        this.consumers = consumers;
    }

    /**
     * The first record that is not done.
     *
     * @param millis when the broker appended it, since 1970
     */
    record Head(TopicPartition partition, OpenRange undone, long millis) {}

    /**
     * Returns the heads of partitions that hold an undone record, and not only transaction markers.
     */
    List<Head> of(Map<TopicPartition, OpenRange> undone) {
        return undone.isEmpty()
                ? List.of()
                : consumers.look(consumer -> read(consumer, new HashMap<>(undone)));
    }

    private static List<Head> read(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, OpenRange> open) {
        consumer.assign(open.keySet());
        open.forEach((partition, part) -> consumer.seek(partition, part.from()));
        List<Head> heads = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!open.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "%s was not read within %d s"
                                .formatted(open.keySet(), PATIENCE.toSeconds()));
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LOOK)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                OpenRange part = open.get(partition);
                if (part != null && !part.progress().isDone(record.offset())) {
                    heads.add(new Head(partition, part, record.timestamp()));
                    open.remove(partition);
                    consumer.pause(List.of(partition));
                }
            }
            open.entrySet()
                    .removeIf(each -> {
                        boolean none = consumer.position(each.getKey()) >= each.getValue().end();
                        if (none) {
                            consumer.pause(List.of(each.getKey()));
                        }
                        return none;
                    });
        }
        return heads;
    }
}

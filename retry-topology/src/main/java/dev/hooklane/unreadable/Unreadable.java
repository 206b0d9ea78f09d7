package dev.hooklane.unreadable;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that the consumers of one part of an instance can't read. Any thread may use it.
 */
public final class Unreadable {
    private final Map<Object, Map<TopicPartition, Long>> byReader = new ConcurrentHashMap<>();

    /** Replaces a reader's unreadable partitions; each has the first offset that can't be read. */
    public void tell(Object reader, Map<TopicPartition, Long> offsets) {
        if (offsets.isEmpty()) {
            byReader.remove(reader);
        } else {
            byReader.put(reader, Map.copyOf(offsets));
        }
    }

    /** Returns the unreadable partitions, each with the first offset that can't be read. */
    public Map<TopicPartition, Long> offsets() {
        Map<TopicPartition, Long> all = new HashMap<>();
        byReader.values().forEach(each -> each.forEach((key, at) -> all.merge(key, at, Math::min)));
        return Map.copyOf(all);
    }

    public boolean isEmpty() {
        return byReader.isEmpty();
    }

    /** Returns the partitions in words, for an operator; empty if there are none. */
    public String text() {
        return offsets().entrySet().stream()
                .map(each ->
                        "%s can't be read from offset %d on"
                                .formatted(each.getKey(), each.getValue()))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}

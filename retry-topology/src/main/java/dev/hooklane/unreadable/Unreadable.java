package dev.hooklane.unreadable;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** What the consumers of one part of an instance can't read. Any thread may use it. */
public final class Unreadable {
    private final Map<Object, Map<TopicPartition, Long>> byReader = new ConcurrentHashMap<>();

    /**
     * Takes what a reader can't read, and from which offset on, in place of what it told before.
     */
    public void tell(Object reader, Map<TopicPartition, Long> offsets) {
        if (offsets.isEmpty()) {
            byReader.remove(reader);
        } else {
            byReader.put(reader, Map.copyOf(offsets));
        }
    }

    /** The partitions, and from which offset on. */
    public Map<TopicPartition, Long> offsets() {
        Map<TopicPartition, Long> all = new HashMap<>();
        byReader.values().forEach(each -> each.forEach((key, at) -> all.merge(key, at, Math::min)));
        return Map.copyOf(all);
    }

    public boolean isEmpty() {
        return byReader.isEmpty();
    }

    /** In words, for an operator; empty if there is nothing. */
    public String text() {
        return offsets().entrySet().stream()
                .map(each ->
                        "%s can't be read from offset %d on"
                                .formatted(each.getKey(), each.getValue()))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}

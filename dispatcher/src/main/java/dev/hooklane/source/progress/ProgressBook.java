package dev.hooklane.source.progress;

import dev.hooklane.source.SourceName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The progress of all sources, in memory. One thread follows its topic; any thread may ask. */
public final class ProgressBook {
    private final Map<PartitionKey, SourceProgress> byPartition = new ConcurrentHashMap<>();

    /**
     * Follows a record of the topic of progress.
     *
     * @throws IllegalArgumentException if it can't be read; the partition's progress is as it was
     */
    public void follow(byte[] key, byte @Nullable [] value) {
        PartitionKey partition = ProgressCodec.key(key);
        if (value == null) {
            byPartition.remove(partition);
        } else {
            byPartition.put(partition, ProgressCodec.read(value));
        }
    }

    public Optional<SourceProgress> find(PartitionKey partition) {
        return Optional.ofNullable(byPartition.get(partition));
    }

    /** Returns the progress of one source, by partition. */
    public Map<PartitionKey, SourceProgress> of(SourceName source) {
        return byPartition.entrySet().stream()
                .filter(entry -> entry.getKey().source().equals(source))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}

package dev.hooklane.source.progress;

import dev.hooklane.source.SourceName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The progress of all sources, in memory. One thread follows its topic; any thread may ask. */
public final class ProgressBook {
    private final Map<PartitionKey, SourceProgress> byPartition = new ConcurrentHashMap<>();
    private final ReadPace pace;
    private volatile boolean counting;

    public ProgressBook() {
        this(System::nanoTime);
    }

    ProgressBook(LongSupplier nanoTime) {
        pace = new ReadPace(nanoTime);
    }

    /** Counts what is read from now on: what its topic held before is of some other time. */
    public void beginToCount() {
        counting = true;
    }

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
            SourceProgress reached = ProgressCodec.read(value);
            SourceProgress before = byPartition.put(partition, reached);
            if (counting && before != null) {
                pace.count(partition.source(), reached.recordsSince(before));
            }
        }
    }

    public Optional<SourceProgress> find(PartitionKey partition) {
        return Optional.ofNullable(byPartition.get(partition));
    }

    /**
     * Returns how many records all instances together have read of a source within the last minute.
     */
    public long perMinute(SourceName source) {
        return pace.perMinute(source);
    }

    /** Returns the sources that have progress, also those that are removed. */
    public Set<SourceName> sources() {
        return byPartition.keySet().stream()
                .map(PartitionKey::source)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the progress of one source, by partition. */
    public Map<PartitionKey, SourceProgress> of(SourceName source) {
        return byPartition.entrySet().stream()
                .filter(entry -> entry.getKey().source().equals(source))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}

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
    private final Map<PartitionKey, Written> byPartition = new ConcurrentHashMap<>();
    private final ReadPace pace;
    private volatile boolean counting;

    /**
     * The latest progress of a partition.
     *
     * @param number counts the times that it was written, as far as this book has followed it
     * @param replaced the progress before it; empty if there was none
     */
    public record Written(long number, SourceProgress latest, Optional<SourceProgress> replaced) {}

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
            Optional<Written> before = written(partition);
            Optional<SourceProgress> replaced = before.map(Written::latest);
            byPartition.put(
                    partition,
                    new Written(before.map(Written::number).orElse(0L) + 1, reached, replaced));
            if (counting) {
                replaced.ifPresent(
                        each -> pace.count(partition.source(), reached.recordsSince(each)));
            }
        }
    }

    public Optional<SourceProgress> find(PartitionKey partition) {
        return written(partition).map(Written::latest);
    }

    /** Returns the latest progress of a partition with the one that it replaced. */
    public Optional<Written> written(PartitionKey partition) {
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
                .collect(
                        Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> entry.getValue().latest()));
    }
}

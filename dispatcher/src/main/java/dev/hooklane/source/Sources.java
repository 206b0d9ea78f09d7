package dev.hooklane.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** All sources, in memory. One thread follows their topic; any thread may ask. */
public final class Sources {
    private final Map<SourceName, Source> byName = new ConcurrentSkipListMap<>();
    private final Set<SourceName> unreadable = ConcurrentHashMap.newKeySet();
    private final AtomicLong changes = new AtomicLong();

    /**
     * Follows a record of the topic of sources.
     *
     * @throws IllegalArgumentException if it can't be read; the source stays as it was
     */
    public void follow(byte[] key, byte @Nullable [] value) {
        SourceName name = SourceCodec.name(key);
        if (value == null) {
            unreadable.remove(name);
            byName.remove(name);
        } else {
            unreadable.add(name);
            byName.put(name, SourceCodec.read(value));
            unreadable.remove(name);
        }
        changes.incrementAndGet();
    }

    /**
     * Reports whether the latest version of that source can't be read. Another release may have
     * written it.
     */
    public boolean isUnreadable(SourceName name) {
        return unreadable.contains(name);
    }

    /** Returns how often a source has changed. All are the same as long as this number is. */
    public long changes() {
        return changes.get();
    }

    public Optional<Source> find(SourceName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns all sources, by name. */
    public List<Source> all() {
        return List.copyOf(byName.values());
    }

    public int size() {
        return byName.size();
    }
}

package dev.hooklane.share;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Things that are kept for the next use: so many in all, and so many of one owner. The one that was
 * not used for longest makes room: one of the same owner if that has its share, otherwise any. Any
 * thread may use it; it holds a lock for a moment, and never while it calls anybody.
 */
public final class ShareCache<K, V> {
    private final int most;
    private final int share;
    private final Function<? super K, String> ownerOf;
    private final Consumer<? super V> dropped;

    /** The one that was not used for longest is first. */
    private final LinkedHashMap<K, V> kept = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<String, Integer> counts = new HashMap<>();

    /**
     * @param dropped gets what is no longer kept
     */
    public ShareCache(
            int most, int share, Function<? super K, String> ownerOf, Consumer<? super V> dropped) {
        this.most = most;
        this.share = share;
        this.ownerOf = ownerOf;
        this.dropped = dropped;
    }

    public synchronized Optional<V> find(K key) {
        return Optional.ofNullable(kept.get(key));
    }

    /** Keeps it in place of what was there. */
    public void put(K key, V value) {
        List<V> gone = new ArrayList<>();
        synchronized (this) {
            remove(key, gone);
            String owner = ownerOf.apply(key);
            if (counts.getOrDefault(owner, 0) >= share) {
                oldestOf(owner).ifPresent(oldest -> remove(oldest, gone));
            } else if (kept.size() >= most) {
                remove(kept.firstEntry().getKey(), gone);
            }
            kept.put(key, value);
            counts.merge(owner, 1, Integer::sum);
        }
        gone.forEach(dropped);
    }

    /** Stops keeping it, unless something else is kept in its place. */
    public void remove(K key, V value) {
        List<V> gone = new ArrayList<>();
        synchronized (this) {
            if (value.equals(kept.get(key))) {
                remove(key, gone);
            }
        }
        gone.forEach(dropped);
    }

    /** Drops everything. */
    public void clear() {
        List<V> gone;
        synchronized (this) {
            gone = new ArrayList<>(kept.values());
            kept.clear();
            counts.clear();
        }
        gone.forEach(dropped);
    }

    public synchronized List<V> values() {
        return List.copyOf(kept.values());
    }

    private void remove(K key, List<V> gone) {
        @Nullable V value = kept.remove(key);
        if (value != null) {
            gone.add(value);
            counts.computeIfPresent(
                    ownerOf.apply(key), (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private Optional<K> oldestOf(String owner) {
        for (Iterator<K> keys = kept.keySet().iterator(); keys.hasNext(); ) {
            K key = keys.next();
            if (ownerOf.apply(key).equals(owner)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }
}

package dev.hooklane.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All keys, and when they were used last, from the access topic. One thread follows it; any thread
 * reads.
 */
public final class KeyDirectory {
    private final Map<ApiKeyId, ApiKey> keys = new ConcurrentHashMap<>();
    private final Map<ApiKeyId, Instant> lastUses = new ConcurrentHashMap<>();

    /**
     * Takes a record of the access topic.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public void follow(byte[] key, byte @Nullable [] value) {
        ApiKeyId id = KeyCodec.id(key);
        if (KeyCodec.isUse(key)) {
            followUse(id, value);
        } else if (value == null) {
            keys.remove(id);
        } else {
            keys.put(id, KeyCodec.read(value));
        }
    }

    private void followUse(ApiKeyId id, byte @Nullable [] value) {
        if (value == null) {
            lastUses.remove(id);
        } else {
            used(id, KeyCodec.readUse(value));
        }
    }

    /** Takes note of a use; the latest known use counts. */
    void used(ApiKeyId id, Instant at) {
        lastUses.merge(id, at, (one, other) -> one.isAfter(other) ? one : other);
    }

    public Optional<ApiKey> find(ApiKeyId id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** Returns when it was used last, give or take {@link KeyUses#INTERVAL}; empty if never. */
    public Optional<Instant> lastUse(ApiKeyId id) {
        return Optional.ofNullable(lastUses.get(id));
    }

    /** Returns how many keys are valid now. */
    public int countValid(Instant now) {
        return count(key -> key.isValid(now));
    }

    /** Returns how many of them expire soon, without those made for a short while. */
    public int countExpiring(Instant now) {
        return count(key -> key.isExpiring(now));
    }

    private int count(Predicate<ApiKey> condition) {
        return (int) keys.values().stream().filter(condition).count();
    }

    /** Returns all keys, in no particular order. */
    public Collection<ApiKey> all() {
        return List.copyOf(keys.values());
    }
}

package dev.hooklane.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Writes down when keys are used, each at most once in a while. Any thread may use it. */
public final class KeyUses {
    /**
     * A record for each request would be too many; people who look for unused keys think in days.
     */
    static final Duration INTERVAL = Duration.ofMinutes(5);

    private final KeyDirectory directory;
    private final BiConsumer<byte[], byte[]> write;
    private final Map<ApiKeyId, Instant> written = new ConcurrentHashMap<>();

    /**
     * @param write takes a record's key and value, and does not wait for Kafka
     */
    public KeyUses(KeyDirectory directory, BiConsumer<byte[], byte[]> write) {
        this.directory = directory;
        this.write = write;
    }

    void used(ApiKeyId id, Instant now) {
        directory.used(id, now);
        Instant before = written.get(id);
        if (before != null && before.plus(INTERVAL).isAfter(now)) {
            return;
        }
        boolean mine =
                before == null
                        ? written.putIfAbsent(id, now) == null
                        : written.replace(id, before, now);
        if (mine) {
            write.accept(KeyCodec.useKey(id), KeyCodec.writeUse(now));
        }
    }
}

package dev.hooklane.api;

import dev.hooklane.api.ClaimRecord.Answered;
import dev.hooklane.api.ClaimRecord.Claimed;
import dev.hooklane.api.ClaimRecord.Released;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the idempotency topic says of each request that carried a key, oldest first. All instances
 * read a partition in the same order, so they agree on who was first. Any thread may ask; one
 * follows the topic.
 */
final class Claims {
    static final Duration KEPT = Duration.ofDays(1);

    /** After so long without an answer the instance that had the claim is taken for dead. */
    static final Duration RUNS_AT_MOST = Duration.ofMinutes(1);

    static final int ENTRIES_MAX = 50_000;
    static final long BYTES_MAX = 64L << 20;

    /** About what an entry takes beside its answer: two hashes, a name and a time. */
    private static final int ENTRY_BYTES = 512;

    private final Map<String, ClaimRecord> latest = new LinkedHashMap<>();
    private long bytes;

    /** What counts now for a request's key; empty if nobody has the claim. */
    synchronized Optional<ClaimRecord> find(String key, Instant now) {
        return Optional.ofNullable(latest.get(key)).filter(record -> counts(record, now));
    }

    /** Takes the next record of the key's partition. */
    synchronized void follow(String key, ClaimRecord next) {
        Optional<ClaimRecord> before = Optional.ofNullable(latest.get(key));
        boolean changes =
                switch (next) {
                    case Claimed claimed ->
                            before.filter(record -> counts(record, claimed.at())).isEmpty();
                    // Also that of a claim which ran out: its effect was the first.
                    case Answered answered ->
                            before.filter(record -> record instanceof Answered)
                                    .filter(record -> counts(record, answered.at()))
                                    .isEmpty();
                    case Released released ->
                            before.filter(record -> record instanceof Claimed)
                                    .filter(record -> record.claim().equals(released.claim()))
                                    .isPresent();
                };
        if (changes) {
            put(key, next);
        }
    }

    private static boolean counts(ClaimRecord record, Instant now) {
        return switch (record) {
            case Claimed claimed -> now.isBefore(claimed.at().plus(RUNS_AT_MOST));
            case Answered answered -> now.isBefore(answered.at().plus(KEPT));
            case Released _ -> false;
        };
    }

    private void put(String key, ClaimRecord record) {
        remove(key);
        if (!(record instanceof Released)) {
            latest.put(key, record);
            bytes += size(record);
        }
        Iterator<String> oldest = latest.keySet().iterator();
        while (latest.size() > ENTRIES_MAX || bytes > BYTES_MAX) {
            String name = oldest.next();
            ClaimRecord dropped = latest.get(name);
            bytes -= dropped == null ? 0 : size(dropped);
            oldest.remove();
        }
    }

    private void remove(String key) {
        ClaimRecord before = latest.remove(key);
        bytes -= before == null ? 0 : size(before);
    }

    private static int size(ClaimRecord record) {
        return ENTRY_BYTES + (record instanceof Answered answered ? answered.sealed().length() : 0);
    }
}

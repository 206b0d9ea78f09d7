package dev.hooklane.api;

import dev.hooklane.api.ClaimRecord.Answered;
import dev.hooklane.api.ClaimRecord.Claimed;
import dev.hooklane.api.ClaimRecord.Published;
import dev.hooklane.api.ClaimRecord.Released;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the idempotency topic says about each request that carried a key, oldest first. All
 * instances read a partition in the same order, so they agree on who was first. Any thread may ask;
 * one follows the topic.
 *
 * <p>The memory is bounded and divided into shares. When it is full, the largest share loses its
 * oldest entry.
 */
final class Claims {
    static final Duration KEPT = Duration.ofDays(1);

    /** Without an answer for this long, the instance that holds the claim counts as dead. */
    static final Duration RUNS_AT_MOST = Duration.ofMinutes(1);

    static final int ENTRIES_MAX = 50_000;
    static final long BYTES_MAX = 64L << 20;

    /** The approximate size of an entry without its answer: two hashes, a name and a time. */
    private static final int ENTRY_BYTES = 512;

    private final Map<String, ClaimRecord> latest = new HashMap<>();
    private final Map<String, Share> shares = new HashMap<>();
    private final NavigableSet<Share> bySize =
            new TreeSet<>(
                    Comparator.<Share>comparingLong(share -> share.bytes)
                            .thenComparing(share -> share.name));
    private long bytes;

    /** The entries of one account or other owner, out of the common memory. */
    private static final class Share {
        private final String name;
        private final Map<String, Integer> sizes = new LinkedHashMap<>();
        private long bytes;

        Share(String name) {
            this.name = name;
        }
    }

    /**
     * Returns the record that currently counts for a request's key; empty if nobody holds the
     * claim.
     */
    synchronized Optional<ClaimRecord> find(String key, Instant now) {
        return Optional.ofNullable(latest.get(key)).filter(record -> counts(record, now));
    }

    /** Applies the next record of the key's partition. */
    synchronized void follow(String key, ClaimRecord next) {
        Optional<ClaimRecord> before = Optional.ofNullable(latest.get(key));
        boolean changes =
                switch (next) {
                    case Claimed claimed ->
                            before.filter(record -> counts(record, claimed.at())).isEmpty();
                    // Even if its claim has expired: its effect was the first.
                    case Answered answered ->
                            before.filter(record -> record instanceof Answered)
                                    .filter(record -> counts(record, answered.at()))
                                    .isEmpty();
                    case Published published ->
                            before.filter(record -> counts(record, published.at())).isEmpty();
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
            case Published published -> now.isBefore(published.at().plus(KEPT));
            case Released _ -> false;
        };
    }

    private void put(String key, ClaimRecord record) {
        remove(key);
        if (!(record instanceof Released)) {
            latest.put(key, record);
            resize(record.share(), key, size(record));
        }
        while (latest.size() > ENTRIES_MAX || bytes > BYTES_MAX) {
            // An owner below an equal share loses nothing to the others.
            remove(bySize.last().sizes.keySet().iterator().next());
        }
    }

    private void remove(String key) {
        ClaimRecord before = latest.remove(key);
        if (before != null) {
            resize(before.share(), key, 0);
        }
    }

    /** Sets the size of an entry; size 0 removes it. */
    private void resize(String name, String key, int size) {
        Share share = shares.computeIfAbsent(name, Share::new);
        bySize.remove(share);
        Integer before = size == 0 ? share.sizes.remove(key) : share.sizes.put(key, size);
        int grown = size - (before == null ? 0 : before);
        share.bytes += grown;
        bytes += grown;
        if (share.sizes.isEmpty()) {
            shares.remove(name);
        } else {
            bySize.add(share);
        }
    }

    private static int size(ClaimRecord record) {
        return ENTRY_BYTES + (record instanceof Answered answered ? answered.sealed().length() : 0);
    }
}

package dev.hooklane.history;

import dev.hooklane.delivery.HistoryHead.AttemptHead;
import dev.hooklane.event.AccountId;
import dev.hooklane.statistics.AccountStatistics.LastMinute;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One partition's attempts and dead letters of the last minute, by account and in total. They are
 * in memory only: a minute after a start they are complete again. For one thread at a time.
 */
final class RecentCounts {
    /** Accounts beyond this number are only in the total. */
    static final int ACCOUNTS_MAX = 5_000;

    private static final long SLOT_MILLIS = Duration.ofSeconds(5).toMillis();
    private static final int SLOTS = 12;
    private static final int KINDS = 3;
    private static final int SUCCEEDED = 0;
    private static final int FAILED = 1;
    private static final int DEAD = 2;

    private final Ring total = new Ring();
    private final Map<AccountId, Ring> byAccount = new HashMap<>();

    /** The counts of a minute, in slots that are used again and again. */
    private static final class Ring {
        private final int[] counts = new int[SLOTS * KINDS];
        private long latest;

        void count(long slot, int kind) {
            if (slot <= latest - SLOTS) {
                return;
            }
            advance(slot);
            counts[(int) (slot % SLOTS) * KINDS + kind]++;
        }

        private void advance(long slot) {
            for (long each = Math.max(latest + 1, slot - SLOTS + 1); each <= slot; each++) {
                for (int kind = 0; kind < KINDS; kind++) {
                    counts[(int) (each % SLOTS) * KINDS + kind] = 0;
                }
            }
            latest = Math.max(latest, slot);
        }

        LastMinute since(long now) {
            advance(now);
            long[] sums = new long[KINDS];
            for (int i = 0; i < counts.length; i++) {
                sums[i % KINDS] += counts[i];
            }
            return new LastMinute(sums[SUCCEEDED], sums[FAILED], sums[DEAD]);
        }
    }

    void attempt(AccountId account, AttemptHead attempt, boolean succeeded, long now) {
        count(account, attempt.startedAt() + attempt.millis(), succeeded ? SUCCEEDED : FAILED, now);
    }

    void deadLetter(AccountId account, long at, long now) {
        count(account, at, DEAD, now);
    }

    private void count(AccountId account, long at, int kind, long now) {
        // An instance's clock that is ahead must not empty the ring.
        long slot = slot(Math.min(at, now));
        if (slot <= slot(now) - SLOTS) {
            return;
        }
        total.count(slot, kind);
        Ring ring = byAccount.get(account);
        if (ring == null && hasRoom(slot(now))) {
            ring = new Ring();
            byAccount.put(account, ring);
        }
        if (ring != null) {
            ring.count(slot, kind);
        }
    }

    private boolean hasRoom(long now) {
        if (byAccount.size() >= ACCOUNTS_MAX) {
            byAccount.values().removeIf(each -> each.latest <= now - SLOTS);
        }
        return byAccount.size() < ACCOUNTS_MAX;
    }

    /**
     * Returns the counts of the last minute.
     *
     * @param account empty for all
     */
    LastMinute of(Optional<AccountId> account, long now) {
        @Nullable Ring ring = account.isEmpty() ? total : byAccount.get(account.get());
        return ring == null ? new LastMinute(0, 0, 0) : ring.since(slot(now));
    }

    void forget(AccountId account) {
        byAccount.remove(account);
    }

    private static long slot(long millis) {
        return Math.floorDiv(millis, SLOT_MILLIS);
    }
}

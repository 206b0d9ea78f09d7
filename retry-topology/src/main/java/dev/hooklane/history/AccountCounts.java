package dev.hooklane.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryHead;
import dev.hooklane.delivery.HistoryHead.AttemptHead;
import dev.hooklane.event.AccountId;
import dev.hooklane.statistics.AccountStatistics;
import dev.hooklane.statistics.AccountStatistics.Loud;
import dev.hooklane.statistics.AccountTally;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * One partition's attempts and dead letters, counted by account and in total: by the hour for a
 * day, and by five minutes for an hour. {@link HistoryStatistics} guards it with its lock, and
 * decides which records are counted.
 */
final class AccountCounts {
    /** How many entries are examined to find the loudest accounts; this limits the time of it. */
    static final int LOOKED_AT_MAX = 20_000;

    private static final String ALL = "";

    private final RocksDB db;
    private final ColumnFamilyHandle family;
    private final InstantSource clock;
    private final RecentCounts recent = new RecentCounts();
    private final Map<Bucket, AccountTally> unwritten = new HashMap<>();
    private final Map<Length, Integer> droppedBelow = new EnumMap<>(Length.class);

    /** The spans of time that are counted. */
    private enum Length {
        HOUR('H', Duration.ofHours(1), AccountStatistics.HOURS),
        PART('P', AccountStatistics.PART, AccountStatistics.PARTS);

        private final char code;
        private final long millis;
        private final int kept;

        Length(char code, Duration length, int kept) {
            this.code = code;
            this.millis = length.toMillis();
            this.kept = kept;
        }

        /** Spans are numbered from 1970. */
        int number(long at) {
            return (int) Math.floorDiv(at, millis);
        }

        /** Returns the first key of a span's entries. */
        byte[] first(int number) {
            return begin(number, 0).array();
        }

        ByteBuffer begin(int number, int more) {
            // No endpoint's hour begins with this letter.
            return ByteBuffer.allocate(2 + Integer.BYTES + more)
                    .put((byte) 'A')
                    .put((byte) code)
                    .putInt(number);
        }
    }

    /**
     * A span of an account.
     *
     * @param account {@link #ALL} for the total
     */
    private record Bucket(Length length, int number, String account) {
        byte[] key() {
            byte[] id = account.getBytes(UTF_8);
            return length.begin(number, id.length).put(id).array();
        }
    }

    AccountCounts(RocksDB db, ColumnFamilyHandle family, InstantSource clock) {
        this.db = db;
        this.family = family;
        this.clock = clock;
    }

    void count(HistoryHead head) {
        AccountId account = new AccountId(head.account());
        long now = clock.millis();
        Optional<AttemptHead> attempt = head.lastAttempt().filter(_ -> head.attempted());
        // A delivery that became a dead letter without an attempt has no other time.
        long at = attempt.map(AttemptHead::startedAt).orElse(head.published());
        boolean dead = head.status().filter(DeliveryStatus.Kind.DEAD::equals).isPresent();
        if (attempt.isEmpty() && !dead) {
            return;
        }
        attempt.ifPresent(
                made -> recent.attempt(account, made, made.outcome().equals("success"), now));
        if (dead) {
            recent.deadLetter(
                    account, attempt.map(made -> made.startedAt() + made.millis()).orElse(at), now);
        }
        for (Length length : Length.values()) {
            int number = length.number(at);
            int current = length.number(now);
            if (number < current - length.kept || number > current + 1) {
                continue;
            }
            for (String each : List.of(ALL, head.account())) {
                AccountTally tally =
                        unwritten.computeIfAbsent(
                                new Bucket(length, number, each), _ -> new AccountTally());
                attempt.ifPresent(made -> tally.attempts().add(made.outcome(), made.millis()));
                if (dead) {
                    tally.addDeadLetter();
                }
            }
        }
    }

    /** Returns how many counts are only in memory. */
    int unwritten() {
        return unwritten.size();
    }

    /**
     * Adds all counts in memory to a batch; {@link #written} must be called after it is written.
     */
    void write(WriteBatch batch) throws RocksDBException {
        for (Map.Entry<Bucket, AccountTally> each : unwritten.entrySet()) {
            byte[] key = each.getKey().key();
            AccountTally tally = stored(key);
            tally.add(each.getValue());
            batch.put(family, key, tally.bytes());
        }
        for (Length length : Length.values()) {
            int firstKept = length.number(clock.millis()) - length.kept;
            if (firstKept > droppedBelow.getOrDefault(length, 0)) {
                batch.deleteRange(family, length.first(0), length.first(firstKept));
                droppedBelow.put(length, firstKept);
            }
        }
    }

    void written() {
        unwritten.clear();
    }

    /**
     * Returns the statistics of an account.
     *
     * @param account empty for all accounts
     */
    AccountStatistics of(Optional<AccountId> account) throws RocksDBException {
        String name = account.map(AccountId::value).orElse(ALL);
        return new AccountStatistics(
                spans(Length.HOUR, name),
                spans(Length.PART, name),
                recent.of(account, clock.millis()),
                account.isPresent() ? List.of() : loudest());
    }

    private List<AccountStatistics.Span> spans(Length length, String account)
            throws RocksDBException {
        List<AccountStatistics.Span> spans = new ArrayList<>();
        int now = length.number(clock.millis());
        for (int number = now - length.kept + 1; number <= now; number++) {
            Bucket bucket = new Bucket(length, number, account);
            AccountTally tally = stored(bucket.key());
            AccountTally more = unwritten.get(bucket);
            if (more != null) {
                tally.add(more);
            }
            spans.add(
                    new AccountStatistics.Span(
                            Instant.ofEpochMilli(number * length.millis), tally));
        }
        return spans;
    }

    private List<Loud> loudest() throws RocksDBException {
        int now = Length.HOUR.number(clock.millis());
        Map<String, AccountTally> sums = new HashMap<>();
        try (ReadOptions options = new ReadOptions();
                RocksIterator iterator = db.newIterator(family, options)) {
            int lookedAt = 0;
            iterator.seek(Length.HOUR.first(now - 1));
            byte[] end = Length.HOUR.first(now + 1);
            while (lookedAt < LOOKED_AT_MAX
                    && HistoryDisk.isAtEntry(iterator)
                    && compare(iterator.key(), end) < 0) {
                byte[] key = iterator.key();
                int begin = 2 + Integer.BYTES;
                sum(sums, new String(key, begin, key.length - begin, UTF_8))
                        .add(AccountTally.read(iterator.value()));
                lookedAt++;
                iterator.next();
            }
        }
        unwritten.forEach((bucket, tally) -> {
            if (bucket.length() == Length.HOUR && bucket.number() >= now - 1) {
                sum(sums, bucket.account()).add(tally);
            }
        });
        sums.remove(ALL);
        return sums.entrySet().stream()
                .map(each -> loud(new AccountId(each.getKey()), each.getValue()))
                .sorted(Loud.LOUDEST_FIRST)
                // More than are shown, as another partition may have more of the same account.
                .limit(AccountStatistics.LOUDEST * 10L)
                .toList();
    }

    private static AccountTally sum(Map<String, AccountTally> sums, String account) {
        return sums.computeIfAbsent(account, _ -> new AccountTally());
    }

    private static Loud loud(AccountId account, AccountTally tally) {
        long attempts = tally.attempts().attempts();
        return new Loud(
                account, attempts, attempts - tally.attempts().succeeded(), tally.deadLetters());
    }

    private static int compare(byte[] key, byte[] end) {
        return Arrays.compareUnsigned(key, end);
    }

    private AccountTally stored(byte[] key) throws RocksDBException {
        byte @Nullable [] bytes = db.get(family, key);
        return bytes == null ? new AccountTally() : AccountTally.read(bytes);
    }

    /** Removes an account's counts; the total keeps them. */
    void forget(AccountId account, WriteOptions options) throws RocksDBException {
        recent.forget(account);
        unwritten.keySet().removeIf(each -> each.account().equals(account.value()));
        for (Length length : Length.values()) {
            int now = length.number(clock.millis());
            for (int number = now - length.kept; number <= now + 1; number++) {
                db.delete(family, options, new Bucket(length, number, account.value()).key());
            }
        }
    }
}

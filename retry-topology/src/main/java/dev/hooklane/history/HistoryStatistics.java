package dev.hooklane.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.HistoryHead;
import dev.hooklane.delivery.HistoryHead.AttemptHead;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.statistics.AccountStatistics;
import dev.hooklane.statistics.AttemptTally;
import dev.hooklane.statistics.EndpointStatistics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * One partition's attempts, counted by endpoint and by the hour in which they began, and by
 * account. One thread counts and writes; any thread reads while the database is open.
 *
 * <p>New counts stay in memory until they are written, together with the offset up to which
 * everything is counted. A record that is read again, after a crash or because the consumer group
 * is behind, is below that offset and is not counted again. The topic still has all records of the
 * last day, because it is not compacted sooner. So a lost disk is refilled with the same numbers.
 */
final class HistoryStatistics implements AutoCloseable {
    /** How many endpoints and hours stay in memory until they are written: about 1 MiB. */
    static final int UNWRITTEN_MAX = 2_000;

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final byte[] COUNTED = {'C'};
    private static final byte[] LATEST = {'L'};

    private final RocksDB db;
    private final ColumnFamilyHandle family;
    private final WriteOptions options;
    private final InstantSource clock;
    private final Map<Bucket, AttemptTally> unwritten = new HashMap<>();
    private final AccountCounts accounts;
    private final LatestDeliveries latest;

    /** All records up to and including this offset are counted. */
    private long counted;

    private int droppedBelow;

    /** One hour of an endpoint; hours are numbered from 1970. */
    private record Bucket(EndpointId endpoint, int hour) {
        /**
         * Returns the key, which starts with the hour so that old hours can be deleted as one
         * range.
         */
        byte[] key() {
            byte[] code = endpoint.code().getBytes(ISO_8859_1);
            return begin(hour, Integer.BYTES + code.length).put(code).array();
        }

        static byte[] first(int hour) {
            return begin(hour, Integer.BYTES).array();
        }

        private static ByteBuffer begin(int hour, int size) {
            return ByteBuffer.allocate(size).putInt(hour);
        }
    }

    HistoryStatistics(
            RocksDB db, ColumnFamilyHandle family, WriteOptions options, InstantSource clock)
            throws RocksDBException {
        this.db = db;
        this.family = family;
        this.options = options;
        this.clock = clock;
        this.accounts = new AccountCounts(db, family, clock);
        this.latest = new LatestDeliveries(db.get(family, LATEST));
        byte[] offset = db.get(family, COUNTED);
        counted = offset == null ? -1 : ByteBuffer.wrap(offset).getLong();
    }

    /**
     * Counts a record's attempt, unless the record was counted before.
     *
     * @return whether the counts in memory are now so many that they must be written
     */
    synchronized boolean count(DeliveryId delivery, HistoryHead head, long offset) {
        EndpointId endpoint = delivery.endpoint();
        if (offset <= counted) {
            return false;
        }
        counted = offset;
        accounts.count(head);
        latest.add(delivery);
        if (head.attempted()) {
            AttemptHead attempt = head.lastAttempt().orElseThrow();
            int hour = hour(attempt.startedAt());
            if (isKept(hour)) {
                unwritten
                        .computeIfAbsent(new Bucket(endpoint, hour), _ -> new AttemptTally())
                        .add(attempt.outcome(), attempt.millis());
            }
        }
        return unwritten.size() >= UNWRITTEN_MAX || accounts.unwritten() >= UNWRITTEN_MAX;
    }

    /**
     * Reports whether the hour is kept: the reported hours, and one more on each side for clocks
     * that differ.
     */
    private boolean isKept(int hour) {
        int now = hour(clock.millis());
        return hour >= now - EndpointStatistics.HOURS && hour <= now + 1;
    }

    /** Writes the batch together with all counts in memory. */
    synchronized void write(WriteBatch batch) throws RocksDBException {
        for (Map.Entry<Bucket, AttemptTally> each : unwritten.entrySet()) {
            byte[] key = each.getKey().key();
            AttemptTally tally = written(key);
            tally.add(each.getValue());
            batch.put(family, key, tally.bytes());
        }
        accounts.write(batch);
        batch.put(family, LATEST, latest.bytes());
        batch.put(family, COUNTED, ByteBuffer.allocate(Long.BYTES).putLong(counted).array());
        int firstKept = hour(clock.millis()) - EndpointStatistics.HOURS;
        if (firstKept > droppedBelow) {
            batch.deleteRange(family, Bucket.first(0), Bucket.first(firstKept));
        }
        // Under the lock, so that a reader finds each count either in memory or on disk.
        db.write(options, batch);
        droppedBelow = firstKept;
        unwritten.clear();
        accounts.written();
    }

    /** Returns the deliveries whose records came last, latest event first. */
    synchronized List<DeliveryId> latest() {
        return latest.all();
    }

    /**
     * Returns the statistics of an account.
     *
     * @param account empty for all accounts
     */
    synchronized AccountStatistics of(Optional<AccountId> account) {
        try {
            return accounts.of(account);
        } catch (RocksDBException e) {
            throw new ProcessorStateException("statistics can't be read", e);
        }
    }

    /** Returns the endpoint's statistics. */
    synchronized EndpointStatistics of(EndpointId endpoint) {
        List<EndpointStatistics.Hour> hours = new ArrayList<>();
        int now = hour(clock.millis());
        for (int hour = now - EndpointStatistics.HOURS + 1; hour <= now; hour++) {
            Bucket bucket = new Bucket(endpoint, hour);
            hours.add(
                    new EndpointStatistics.Hour(
                            Instant.ofEpochMilli(hour * HOUR_MILLIS), tally(bucket)));
        }
        return new EndpointStatistics(endpoint, hours);
    }

    private AttemptTally tally(Bucket bucket) {
        try {
            AttemptTally tally = written(bucket.key());
            AttemptTally more = unwritten.get(bucket);
            if (more != null) {
                tally.add(more);
            }
            return tally;
        } catch (RocksDBException e) {
            throw new ProcessorStateException("statistics can't be read", e);
        }
    }

    private AttemptTally written(byte[] key) throws RocksDBException {
        byte @Nullable [] bytes = db.get(family, key);
        return bytes == null ? new AttemptTally() : AttemptTally.read(bytes);
    }

    /**
     * Removes the statistics of the endpoint and of its account.
     *
     * @param head of one of its records; if its attempt is not counted, the statistics are already
     *     removed
     */
    synchronized void forget(EndpointId endpoint, HistoryHead head) throws RocksDBException {
        int now = hour(clock.millis());
        int told = head.lastAttempt().map(attempt -> hour(attempt.startedAt())).orElse(0);
        Bucket counted = new Bucket(endpoint, told);
        if (unwritten.containsKey(counted) || db.get(family, counted.key()) != null) {
            unwritten.keySet().removeIf(bucket -> bucket.endpoint().equals(endpoint));
            for (int hour = now - EndpointStatistics.HOURS; hour <= now + 1; hour++) {
                db.delete(family, options, new Bucket(endpoint, hour).key());
            }
            accounts.forget(new AccountId(head.account()), options);
        }
    }

    private static int hour(long millis) {
        return (int) Math.floorDiv(millis, HOUR_MILLIS);
    }

    /** Releases the column family; the database itself is closed next. */
    @Override
    public void close() {
        family.close();
    }
}

package dev.hooklane.history;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.HistoryHead;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.statistics.AccountStatistics;
import dev.hooklane.statistics.EndpointStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/**
 * One partition's history in RocksDB: the records, the entries by which lists find them, and the
 * statistics. One thread at a time writes, and any thread reads. The database is not closed while a
 * thread reads it.
 *
 * <p>Records gather in a batch, which is written when it is large, before anything is read, and
 * with each stored offset. There is no write-ahead log; anything lost in a crash is read again from
 * Kafka. Files contain the writes in their order, so a stored offset is never ahead of the records
 * before it.
 */
final class HistoryDisk implements AutoCloseable {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final HistoryRocksDb options = new HistoryRocksDb();
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);

    /** Guarded by this object's lock. */
    private final HistoryBatch gathered = new HistoryBatch();

    private final HistoryStatistics statistics;
    private @Nullable RocksDB db;

    HistoryDisk(Path folder, InstantSource clock) {
        try {
            Files.createDirectories(folder);
            List<ColumnFamilyHandle> families = new ArrayList<>();
            db = RocksDB.open(options.options(), folder.toString(), options.families(), families);
            statistics = new HistoryStatistics(db, families.getLast(), unlogged, clock);
        } catch (IOException | RocksDBException e) {
            throw new ProcessorStateException("history in %s can't be opened".formatted(folder), e);
        }
    }

    /**
     * Stores a delivery's latest record.
     *
     * @param offset of the record on its topic, so that its attempt is counted only once
     */
    synchronized void write(DeliveryId id, HistoryHead head, byte[] value, long offset) {
        // Native memory is behind the batch: a closed one must not be touched.
        RocksDB _ = open();
        try {
            gathered.put(id, head, value);
            if (statistics.count(id, head, offset)) {
                writeWithStatistics();
            } else if (gathered.isFull()) {
                writeGathered();
            }
        } catch (RocksDBException e) {
            throw new ProcessorStateException("history can't be written", e);
        }
    }

    /** Removes a delivery; its attempts stay counted. */
    synchronized void forget(DeliveryId id) {
        RocksDB _ = open();
        try {
            gathered.delete(id);
            if (gathered.isFull()) {
                writeGathered();
            }
        } catch (RocksDBException e) {
            throw new ProcessorStateException("history can't be written", e);
        }
    }

    /** Writes what has gathered, so that a reader finds it. Any thread may call it. */
    private synchronized void writeGathered() {
        if (gathered.isEmpty()) {
            return;
        }
        try {
            open().write(unlogged, gathered.changes());
            gathered.clear();
        } catch (RocksDBException e) {
            throw new ProcessorStateException("history can't be written", e);
        }
    }

    private void writeWithStatistics() throws RocksDBException {
        statistics.write(gathered.changes());
        gathered.clear();
    }

    /**
     * Removes an endpoint's statistics.
     *
     * @param head of one of its records
     */
    void forgetStatistics(EndpointId endpoint, HistoryHead head) {
        try {
            statistics.forget(endpoint, head);
        } catch (RocksDBException e) {
            throw new ProcessorStateException("history can't be written", e);
        }
    }

    /** Stores a value beside the records, with everything written and counted before it. */
    synchronized void note(byte[] key, byte[] value) {
        RocksDB _ = open();
        try {
            gathered.changes().put(key, value);
            writeWithStatistics();
        } catch (RocksDBException e) {
            throw new ProcessorStateException("history can't be written", e);
        }
    }

    byte @Nullable [] noted(byte[] key) {
        return read(opened -> get(opened, key));
    }

    Optional<DeliveryHistory> find(DeliveryId id) {
        return record(id).map(HistoryCodec::read);
    }

    /** Returns the delivery's latest record, undecoded. */
    Optional<byte[]> record(DeliveryId id) {
        return read(opened -> Optional.ofNullable(get(opened, HistoryKeys.record(id))));
    }

    /** Returns the statistics of these endpoints. */
    List<EndpointStatistics> statistics(Set<EndpointId> endpoints) {
        return read(_ -> endpoints.stream().map(statistics::of).toList());
    }

    /**
     * Returns the statistics of an account.
     *
     * @param account empty for all accounts
     */
    AccountStatistics statistics(Optional<AccountId> account) {
        return read(_ -> statistics.of(account));
    }

    /** Returns how many deliveries of these endpoints wait, and the earliest of them. */
    WaitingDeliveries waiting(Set<EndpointId> endpoints) {
        return read(opened -> WaitingDeliveries.read(opened, endpoints));
    }

    /**
     * Returns one page from several partitions; each has the part of the query that concerns it.
     */
    static HistoryPage<DeliveryHistory> page(
            HistoryQuery query, Map<HistoryDisk, HistoryQuery> parts) {
        if (query.isOfAll()) {
            return LatestDeliveries.page(
                    parts.keySet().stream().flatMap(disk -> disk.latest(query)).toList(),
                    query.limit());
        }
        List<HistoryDisk> locked = new ArrayList<>();
        try {
            List<HistoryScan.Part> open = new ArrayList<>();
            parts.forEach((disk, part) -> {
                disk.lock.readLock().lock();
                locked.add(disk);
                disk.writeGathered();
                open.add(new HistoryScan.Part(disk.open(), part));
            });
            return new HistoryScan(query).page(open);
        } finally {
            locked.forEach(disk -> disk.lock.readLock().unlock());
        }
    }

    private Stream<DeliveryHistory> latest(HistoryQuery query) {
        return read(opened -> LatestDeliveries.matching(opened, statistics.latest(), query))
                .stream();
    }

    /** Returns the size of its files. */
    long bytes() {
        return read(opened -> {
            try {
                return opened.getAggregatedLongProperty("rocksdb.total-sst-files-size");
            } catch (RocksDBException e) {
                throw new ProcessorStateException("history's size can't be told", e);
            }
        });
    }

    HistoryStretch walk(HistoryWalk walk) {
        return read(walk::through);
    }

    private <T extends @Nullable Object> T read(Function<RocksDB, T> reading) {
        lock.readLock().lock();
        try {
            writeGathered();
            return reading.apply(open());
        } finally {
            lock.readLock().unlock();
        }
    }

    static byte @Nullable [] get(RocksDB db, byte[] key) {
        try {
            return db.get(key);
        } catch (RocksDBException e) {
            throw new ProcessorStateException("history can't be read", e);
        }
    }

    /**
     * Reports whether the iterator has an entry, and not the end.
     *
     * @throws ProcessorStateException if it ended because a block can't be read
     */
    static boolean isAtEntry(RocksIterator iterator) {
        if (iterator.isValid()) {
            return true;
        }
        try {
            iterator.status();
            return false;
        } catch (RocksDBException e) {
            throw new ProcessorStateException("history can't be read", e);
        }
    }

    private RocksDB open() {
        if (db == null) {
            throw new InvalidStateStoreException("history is closed");
        }
        return db;
    }

    boolean isOpen() {
        return db != null;
    }

    /** Flushes memory to disk, so that the next start has less to read. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
            if (db != null) {
                writeGathered();
                db.flush(flush);
            }
        } catch (RocksDBException e) {
            throw new ProcessorStateException("history can't be written", e);
        } finally {
            release();
            lock.writeLock().unlock();
        }
    }

    private void release() {
        if (db != null) {
            statistics.close();
            db.close();
            db = null;
            gathered.close();
            unlogged.close();
            options.close();
        }
    }
}

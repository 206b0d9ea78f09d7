package dev.hooklane.history;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.HistoryHead;
import dev.hooklane.endpoint.EndpointId;
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
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * One partition's history in RocksDB: the records, the entries by which lists find them, and the
 * statistics. One thread at a time writes, and any thread reads. The database is not closed while a
 * thread reads it.
 *
 * <p>There is no write-ahead log; anything lost in a crash is read again from Kafka. Files contain
 * the writes in their order, so a stored offset is never ahead of the records before it.
 */
final class HistoryDisk implements AutoCloseable {
    private static final List<DeliveryStatus.Kind> KEPT_BY_STATUS =
            Stream.of(DeliveryStatus.Kind.values()).filter(HistoryKeys::isEntered).toList();
    private static final byte[] NOTHING = {};

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final HistoryRocksDb options = new HistoryRocksDb();
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
    private final WriteBatch batch = new WriteBatch();
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
    void write(DeliveryId id, HistoryHead head, byte[] value, long offset) {
        try {
            batch.clear();
            batch.put(HistoryKeys.record(id), value);
            batch.put(HistoryKeys.ofEvent(id), NOTHING);
            if (!head.first() || head.status().map(HistoryKeys::isEntered).orElse(true)) {
                keepByStatus(id, head.status(), HistoryEntry.of(head).bytes());
            }
            open().write(unlogged, batch);
            if (statistics.count(id.endpoint(), head, offset)) {
                batch.clear();
                statistics.write(batch);
            }
        } catch (RocksDBException e) {
            throw new ProcessorStateException("history can't be written", e);
        }
    }

    /** Removes a delivery; its attempts stay counted. */
    void forget(DeliveryId id) {
        try {
            batch.clear();
            batch.delete(HistoryKeys.record(id));
            batch.delete(HistoryKeys.ofEvent(id));
            keepByStatus(id, Optional.empty(), NOTHING);
            open().write(unlogged, batch);
        } catch (RocksDBException e) {
            throw new ProcessorStateException("history can't be written", e);
        }
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

    private void keepByStatus(DeliveryId id, Optional<DeliveryStatus.Kind> status, byte[] entry)
            throws RocksDBException {
        for (DeliveryStatus.Kind each : KEPT_BY_STATUS) {
            if (status.filter(each::equals).isPresent()) {
                batch.put(HistoryKeys.ofEndpointInStatus(id, each), entry);
                batch.put(HistoryKeys.inStatus(id, each), entry);
            } else {
                batch.delete(HistoryKeys.ofEndpointInStatus(id, each));
                batch.delete(HistoryKeys.inStatus(id, each));
            }
        }
    }

    /** Stores a value beside the records, with everything written and counted before it. */
    void note(byte[] key, byte[] value) {
        try {
            batch.clear();
            batch.put(key, value);
            statistics.write(batch);
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
     * Returns one page from several partitions; each has the part of the query that concerns it.
     */
    static HistoryPage<DeliveryHistory> page(
            HistoryQuery query, Map<HistoryDisk, HistoryQuery> parts) {
        List<HistoryDisk> locked = new ArrayList<>();
        try {
            List<HistoryScan.Part> open = new ArrayList<>();
            parts.forEach((disk, part) -> {
                disk.lock.readLock().lock();
                locked.add(disk);
                open.add(new HistoryScan.Part(disk.open(), part));
            });
            return new HistoryScan(query).page(open);
        } finally {
            locked.forEach(disk -> disk.lock.readLock().unlock());
        }
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
            batch.close();
            unlogged.close();
            options.close();
        }
    }
}

package dev.hooklane.history;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryHead;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Changes of the history that gather before they are written together: a write of its own for each
 * record costs RocksDB as much as the record does. Its owner guards it with a lock.
 */
final class HistoryBatch implements AutoCloseable {
    private static final List<DeliveryStatus.Kind> KEPT_BY_STATUS =
            Stream.of(DeliveryStatus.Kind.values()).filter(HistoryKeys::isEntered).toList();
    private static final byte[] NOTHING = {};

    /** Beyond some hundred records, a larger batch saves nothing. */
    static final int RECORDS_MAX = 200;

    private static final int BYTES_MAX = 256 * 1024;

    private final WriteBatch batch = new WriteBatch();
    private int records;
    private int bytes;

    /** Adds a delivery's latest record, and the entries by which lists find it. */
    void put(DeliveryId id, HistoryHead head, byte[] value) throws RocksDBException {
        boolean listed = !head.first() || head.status().map(HistoryKeys::isEntered).orElse(true);
        // Made before anything is added: a head that can't be an entry must leave nothing behind.
        byte[] entry = listed ? HistoryEntry.of(head).bytes() : NOTHING;
        batch.put(HistoryKeys.record(id), value);
        batch.put(HistoryKeys.ofEvent(id), NOTHING);
        if (listed) {
            keepByStatus(id, head.status(), entry);
        }
        records++;
        bytes += value.length;
    }

    /** Adds the removal of a delivery. */
    void delete(DeliveryId id) throws RocksDBException {
        batch.delete(HistoryKeys.record(id));
        batch.delete(HistoryKeys.ofEvent(id));
        keepByStatus(id, Optional.empty(), NOTHING);
        records++;
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

    boolean isEmpty() {
        return records == 0;
    }

    /** Reports whether it should be written now. */
    boolean isFull() {
        return records >= RECORDS_MAX || bytes >= BYTES_MAX;
    }

    /** Returns the changes, in the order in which they were added. */
    WriteBatch changes() {
        return batch;
    }

    /** Forgets the changes, which have been written. */
    void clear() {
        batch.clear();
        records = 0;
        bytes = 0;
    }

    @Override
    public void close() {
        batch.close();
    }
}

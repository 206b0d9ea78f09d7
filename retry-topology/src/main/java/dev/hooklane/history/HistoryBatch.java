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

    /**
     * Adds a delivery's latest record, and the entries by which lists find it. It removes only the
     * entries that an earlier record may have left: a removal costs as much as an entry, and every
     * list has to pass it. Lists don't return an entry whose record has another status.
     */
    void put(DeliveryId id, HistoryHead head, byte[] value) throws RocksDBException {
        Optional<DeliveryStatus.Kind> status = head.status().filter(HistoryKeys::isEntered);
        // Made before anything is added: a head that can't be an entry must leave nothing behind.
        byte[] entry = status.isPresent() ? HistoryEntry.of(head) : NOTHING;
        batch.put(HistoryKeys.record(id), value);
        batch.put(HistoryKeys.ofEvent(id), NOTHING);
        for (DeliveryStatus.Kind each : KEPT_BY_STATUS) {
            if (status.filter(each::equals).isPresent()) {
                batch.put(HistoryKeys.ofEndpointInStatus(id, each), entry);
                batch.put(HistoryKeys.inStatus(id, each), entry);
            } else if (mayHaveBeen(each, head)) {
                deleteByStatus(id, each);
            }
        }
        records++;
        bytes += value.length;
    }

    /** Adds the removal of a delivery. */
    void delete(DeliveryId id) throws RocksDBException {
        batch.delete(HistoryKeys.record(id));
        batch.delete(HistoryKeys.ofEvent(id));
        for (DeliveryStatus.Kind each : KEPT_BY_STATUS) {
            deleteByStatus(id, each);
        }
        records++;
    }

    /** Reports whether an earlier record may have had this status: only a retry follows an end. */
    private static boolean mayHaveBeen(DeliveryStatus.Kind status, HistoryHead head) {
        return status == DeliveryStatus.Kind.WAITING
                ? !head.first() || head.status().map(HistoryKeys::isEntered).orElse(true)
                : head.retried();
    }

    private void deleteByStatus(DeliveryId id, DeliveryStatus.Kind status) throws RocksDBException {
        batch.delete(HistoryKeys.ofEndpointInStatus(id, status));
        batch.delete(HistoryKeys.inStatus(id, status));
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

package dev.hooklane.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.HistoryHead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;

/**
 * The deliveries of one partition whose records came last, of whatever endpoint. {@link
 * HistoryStatistics} guards it with its lock.
 */
final class LatestDeliveries {
    /** How many are known. */
    static final int KEPT = 500;

    private static final Comparator<DeliveryId> LATEST_FIRST =
            Comparator.comparing(DeliveryId::value).reversed();

    private static final String BETWEEN = "\n";

    private final LinkedHashSet<DeliveryId> ids = new LinkedHashSet<>();

    /**
     * @param written what {@link #bytes} returned before a restart
     */
    LatestDeliveries(byte @Nullable [] written) {
        if (written != null && written.length > 0) {
            for (String id : new String(written, ISO_8859_1).split(BETWEEN, -1)) {
                ids.add(new DeliveryId(id));
            }
        }
    }

    void add(DeliveryId id) {
        ids.remove(id);
        ids.add(id);
        if (ids.size() > KEPT) {
            ids.removeFirst();
        }
    }

    byte[] bytes() {
        return String.join(BETWEEN, ids.stream().map(DeliveryId::value).toList())
                .getBytes(ISO_8859_1);
    }

    /** Returns the ids, latest event first. */
    List<DeliveryId> all() {
        return ids.stream().sorted(LATEST_FIRST).toList();
    }

    /** Returns those of the deliveries that match a query, up to its limit. */
    static List<DeliveryHistory> matching(RocksDB db, List<DeliveryId> ids, HistoryQuery query) {
        List<DeliveryHistory> found = new ArrayList<>();
        for (DeliveryId id : ids) {
            if (found.size() == query.limit()) {
                break;
            }
            byte[] value = HistoryDisk.get(db, HistoryKeys.record(id));
            if (value != null && query.matches(HistoryHead.read(value))) {
                found.add(HistoryCodec.read(value));
            }
        }
        return found;
    }

    /** Merges the deliveries of several partitions. There is no next page: others are not known. */
    static HistoryPage<DeliveryHistory> page(List<DeliveryHistory> found, int limit) {
        return new HistoryPage<>(
                found.stream()
                        .sorted(Comparator.comparing(DeliveryHistory::id, LATEST_FIRST))
                        .limit(limit)
                        .toList(),
                Optional.empty());
    }
}

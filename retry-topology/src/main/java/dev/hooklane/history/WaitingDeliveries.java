package dev.hooklane.history;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.EndpointId;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;

/**
 * Deliveries that wait for an attempt after a failed one.
 *
 * @param count how many there are, or at least are if there are more than {@link #COUNT_MAX}
 * @param oldest the one with the earliest event
 */
public record WaitingDeliveries(long count, Optional<DeliveryId> oldest) {
    /** How many are counted; this limits the time of it. */
    public static final int COUNT_MAX = 4_000;

    static final WaitingDeliveries NONE = new WaitingDeliveries(0, Optional.empty());

    /** Returns those of both. */
    public WaitingDeliveries plus(WaitingDeliveries other) {
        return new WaitingDeliveries(
                count + other.count,
                Stream.concat(oldest.stream(), other.oldest.stream())
                        .min(Comparator.comparing(DeliveryId::value)));
    }

    static WaitingDeliveries read(RocksDB db, Set<EndpointId> endpoints) {
        WaitingDeliveries found = NONE;
        try (ReadOptions options = new ReadOptions();
                HistoryIterator iterator = new HistoryIterator(db, options)) {
            for (EndpointId endpoint : endpoints) {
                found = found.plus(read(iterator, endpoint, COUNT_MAX - found.count));
            }
        }
        return found;
    }

    /** Reads at least the first one, which is the endpoint's oldest. */
    private static WaitingDeliveries read(
            HistoryIterator iterator, EndpointId endpoint, long most) {
        String prefix = HistoryKeys.ofEndpointInStatus(endpoint, DeliveryStatus.Kind.WAITING);
        Optional<DeliveryId> oldest = Optional.empty();
        long count = 0;
        iterator.seekUp(prefix);
        for (byte[] key = iterator.key(prefix);
                key != null && count < Math.max(1, most);
                key = iterator.key(prefix)) {
            if (count == 0) {
                oldest = Optional.of(HistoryKeys.delivery(key));
            }
            count++;
            iterator.up();
        }
        return new WaitingDeliveries(count, oldest);
    }
}

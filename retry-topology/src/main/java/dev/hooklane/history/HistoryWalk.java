package dev.hooklane.history;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.HistoryHead;
import dev.hooklane.endpoint.EndpointId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksIterator;

/**
 * Goes through one endpoint's deliveries in the order of their ids, the earliest event's first: for
 * those who have to come past each of them once, where {@link HistoryQuery} lists for people.
 *
 * @param statuses the names of those that are looked for
 * @param from of events that happened then or later
 * @param until of events that happened before
 * @param wanted which of them
 * @param after where an earlier walk ended
 * @param limit how many at most
 */
public record HistoryWalk(
        EndpointId endpoint,
        Set<String> statuses,
        Optional<Instant> from,
        Optional<Instant> until,
        Predicate<DeliveryHistory> wanted,
        Optional<DeliveryId> after,
        int limit) {
    /** How many entries are looked at for one stretch; keeps its time in milliseconds. */
    static final int LOOKED_AT_MAX = 4_000;

    public HistoryWalk {
        statuses = Set.copyOf(statuses);
    }

    HistoryStretch through(RocksDB db) {
        String prefix = prefix();
        List<DeliveryHistory> found = new ArrayList<>();
        DeliveryId last = null;
        try (ReadOptions options = new ReadOptions();
                RocksIterator iterator = db.newIterator(options)) {
            iterator.seek(HistoryKeys.bytes(prefix + begin()));
            for (int lookedAt = 0; lookedAt < LOOKED_AT_MAX && found.size() < limit; ) {
                DeliveryId id = current(iterator, prefix);
                if (id == null) {
                    return new HistoryStretch(found, Optional.ofNullable(last), true);
                }
                if (after.isEmpty() || id.value().compareTo(after.get().value()) > 0) {
                    record(db, iterator, prefix, id).ifPresent(found::add);
                    last = id;
                    lookedAt++;
                }
                iterator.next();
            }
        }
        return new HistoryStretch(found, Optional.ofNullable(last), false);
    }

    /** The dead letters alone, or all there are, delivered ones among them. */
    private String prefix() {
        return statuses.size() == 1 && !statuses.contains(HistoryKeys.DELIVERED)
                ? HistoryKeys.ofEndpointInStatus(endpoint, statuses.iterator().next())
                : HistoryKeys.recordsOf(endpoint);
    }

    private String begin() {
        return after.map(id -> id.timeCode() + id.eventCode())
                .or(() -> from.map(DeliveryId::timeCode))
                .orElse("");
    }

    private @Nullable DeliveryId current(RocksIterator iterator, String prefix) {
        if (!iterator.isValid() || !HistoryKeys.beginsWith(iterator.key(), prefix)) {
            return null;
        }
        DeliveryId id = HistoryKeys.delivery(iterator.key());
        boolean isBefore =
                until.map(DeliveryId::timeCode)
                        .map(end -> id.timeCode().compareTo(end) < 0)
                        .orElse(true);
        return isBefore ? id : null;
    }

    private Optional<DeliveryHistory> record(
            RocksDB db, RocksIterator iterator, String prefix, DeliveryId id) {
        byte[] value =
                HistoryKeys.areRecords(prefix)
                        ? iterator.value()
                        : HistoryDisk.get(db, HistoryKeys.record(id));
        if (value == null || !statuses.contains(HistoryHead.read(value).status())) {
            return Optional.empty();
        }
        return Optional.of(HistoryCodec.read(value)).filter(wanted);
    }
}

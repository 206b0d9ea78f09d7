package dev.hooklane.history;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
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

/**
 * A walk through one endpoint's deliveries in the order of their ids, earliest event first. It is
 * for code that must visit each of them once; {@link HistoryQuery} makes lists for people.
 *
 * @param statuses those that are wanted
 * @param from the earliest time of the event, inclusive
 * @param until the latest time of the event, exclusive
 * @param wanted accepts the deliveries to return
 * @param after where an earlier walk ended
 * @param limit how many deliveries at most
 */
public record HistoryWalk(
        EndpointId endpoint,
        Set<DeliveryStatus.Kind> statuses,
        Optional<Instant> from,
        Optional<Instant> until,
        Predicate<DeliveryHistory> wanted,
        Optional<DeliveryId> after,
        int limit) {
    /** How many entries are examined for one stretch; this limits its time to milliseconds. */
    static final int LOOKED_AT_MAX = 4_000;

    public HistoryWalk {
        statuses = Set.copyOf(statuses);
    }

    HistoryStretch through(RocksDB db) {
        String prefix = prefix();
        List<DeliveryHistory> found = new ArrayList<>();
        DeliveryId last = null;
        try (ReadOptions options = new ReadOptions();
                HistoryIterator iterator = new HistoryIterator(db, options)) {
            iterator.seekUp(prefix + begin());
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
                iterator.up();
            }
        }
        return new HistoryStretch(found, Optional.ofNullable(last), false);
    }

    /** Returns the prefix of the entries to walk: those of a single status, or all records. */
    private String prefix() {
        return statuses.size() == 1 && statuses.stream().allMatch(HistoryKeys::isEntered)
                ? HistoryKeys.ofEndpointInStatus(endpoint, statuses.iterator().next())
                : HistoryKeys.recordsOf(endpoint);
    }

    private String begin() {
        return after.map(id -> id.timeCode() + id.eventCode())
                .or(() -> from.map(DeliveryId::timeCode))
                .orElse("");
    }

    private @Nullable DeliveryId current(HistoryIterator iterator, String prefix) {
        byte[] key = iterator.key(prefix);
        if (key == null) {
            return null;
        }
        DeliveryId id = HistoryKeys.delivery(key);
        boolean isBefore =
                until.map(DeliveryId::timeCode)
                        .map(end -> id.timeCode().compareTo(end) < 0)
                        .orElse(true);
        return isBefore ? id : null;
    }

    private Optional<DeliveryHistory> record(
            RocksDB db, HistoryIterator iterator, String prefix, DeliveryId id) {
        byte[] value =
                HistoryKeys.areRecords(prefix)
                        ? iterator.value()
                        : HistoryDisk.get(db, HistoryKeys.record(id));
        if (value == null
                || HistoryHead.read(value).status().filter(statuses::contains).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(HistoryCodec.read(value)).filter(wanted);
    }
}

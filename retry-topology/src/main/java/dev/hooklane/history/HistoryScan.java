package dev.hooklane.history;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.HistoryHead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;

/**
 * Reads one page of the history of some partitions. It takes the latest entries of each key range
 * that the query covers, merged by id. For one thread and one page.
 */
final class HistoryScan {
    /** How many entries are examined for one page; this limits its time to milliseconds. */
    static final int LOOKED_AT_MAX = 4_000;

    /** Sorts after every character of a code. */
    private static final String LAST = "~";

    private final HistoryQuery query;
    private final String from;

    /** One partition, with its part of the query. */
    record Part(RocksDB db, HistoryQuery query) {}

    /**
     * @param query the whole query; each part has it with its own endpoints
     */
    HistoryScan(HistoryQuery query) {
        this.query = query;
        this.from = query.from().map(DeliveryId::timeCode).orElse("");
    }

    HistoryPage<DeliveryHistory> page(List<Part> parts) {
        PriorityQueue<Range> ranges =
                new PriorityQueue<>(
                        Comparator.comparing((Range range) -> range.current().value()).reversed());
        try (ReadOptions options = new ReadOptions()) {
            try {
                for (Part part : parts) {
                    prefixes(part.query())
                            .forEach(
                                    prefix -> enter(new Range(part.db(), prefix, options), ranges));
                }
                return page(ranges);
            } finally {
                ranges.forEach(Range::close);
            }
        }
    }

    private static void enter(Range range, PriorityQueue<Range> ranges) {
        if (range.id == null) {
            range.close();
        } else {
            ranges.add(range);
        }
    }

    private HistoryPage<DeliveryHistory> page(PriorityQueue<Range> ranges) {
        List<DeliveryHistory> found = new ArrayList<>();
        int lookedAt = 0;
        while (!ranges.isEmpty()) {
            Range latest = ranges.element();
            DeliveryId id = latest.current();
            latest.record().map(HistoryCodec::read).ifPresent(found::add);
            ranges.remove();
            latest.next();
            enter(latest, ranges);
            lookedAt++;
            if ((found.size() == query.limit() || lookedAt == LOOKED_AT_MAX) && !ranges.isEmpty()) {
                return new HistoryPage<>(found, Optional.of(id));
            }
        }
        return new HistoryPage<>(found, Optional.empty());
    }

    private static Stream<String> prefixes(HistoryQuery query) {
        if (query.event().isPresent()) {
            return Stream.of(HistoryKeys.ofEvent(query.event().get()));
        }
        Optional<DeliveryStatus.Kind> kept = query.status().filter(HistoryKeys::isEntered);
        if (query.endpoints().isPresent()) {
            return query.endpoints().get().stream()
                    .map(endpoint ->
                            kept.map(status -> HistoryKeys.ofEndpointInStatus(endpoint, status))
                                    .orElseGet(() -> HistoryKeys.recordsOf(endpoint)));
        }
        return kept.stream().map(HistoryKeys::inStatus);
    }

    /** Walks one key range from its latest entry to its earliest. */
    private final class Range implements AutoCloseable {
        private final RocksDB db;
        private final String prefix;
        private final HistoryIterator iterator;
        private @Nullable DeliveryId id;

        Range(RocksDB db, String prefix, ReadOptions options) {
            this.db = db;
            this.prefix = prefix;
            this.iterator = new HistoryIterator(db, options);
            iterator.seekDown(prefix + end() + LAST);
            settle();
            // Entries with the same time as the last page's end may already have been on that page.
            while (id != null && !isBelow(id)) {
                next();
            }
        }

        private boolean isBelow(DeliveryId each) {
            return query.before().map(end -> each.value().compareTo(end.value()) < 0).orElse(true)
                    && query.until()
                            .map(DeliveryId::timeCode)
                            .map(until -> each.timeCode().compareTo(until) < 0)
                            .orElse(true);
        }

        /** Returns the earlier of the two upper bounds. */
        private String end() {
            return Stream.concat(
                            query.before().map(DeliveryId::timeCode).stream(),
                            query.until().map(DeliveryId::timeCode).stream())
                    .min(Comparator.naturalOrder())
                    .orElse("");
        }

        /** Returns the current entry's record if it matches the query. */
        Optional<byte[]> record() {
            if (!query.covers(current())) {
                return Optional.empty();
            }
            byte[] value = iterator.value();
            if (!HistoryKeys.areRecords(prefix)) {
                if (value.length > 0 && !query.matches(HistoryEntry.read(value))) {
                    return Optional.empty();
                }
                value = HistoryDisk.get(db, HistoryKeys.record(current()));
            }
            if (value == null || (query.looksInside() && !query.matches(HistoryHead.read(value)))) {
                return Optional.empty();
            }
            return Optional.of(value);
        }

        DeliveryId current() {
            if (id == null) {
                throw new IllegalStateException("range %s has ended".formatted(prefix));
            }
            return id;
        }

        void next() {
            iterator.down();
            settle();
        }

        private void settle() {
            byte[] key = iterator.key(prefix);
            DeliveryId here = key == null ? null : HistoryKeys.delivery(key);
            id = here == null || here.timeCode().compareTo(from) < 0 ? null : here;
        }

        @Override
        public void close() {
            iterator.close();
        }
    }
}

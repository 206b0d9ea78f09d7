package dev.hooklane.history;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.HistoryHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
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
    private final Predicate<byte[]> wanted;

    /** The code of the earliest time; empty if there is none. */
    private final byte[] from;

    /** The code of the time that is too late; empty if there is none. */
    private final byte[] until;

    /** One partition, with its part of the query. */
    record Part(RocksDB db, HistoryQuery query) {}

    /**
     * @param query the whole query; each part has it with its own endpoints
     */
    HistoryScan(HistoryQuery query) {
        this.query = query;
        this.wanted = HistoryEntry.filter(query.account(), query.type());
        this.from = timeCode(query.from());
        this.until = timeCode(query.until());
    }

    private static byte[] timeCode(Optional<Instant> time) {
        return HistoryKeys.bytes(time.map(DeliveryId::timeCode).orElse(""));
    }

    HistoryPage<DeliveryHistory> page(List<Part> parts) {
        PriorityQueue<Range> ranges =
                new PriorityQueue<>((one, other) -> Arrays.compare(other.codes(), one.codes()));
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
        if (range.codes == null) {
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
            byte[] codes = latest.codes();
            latest.record().map(HistoryCodec::read).ifPresent(found::add);
            ranges.remove();
            latest.next();
            enter(latest, ranges);
            lookedAt++;
            if ((found.size() == query.limit() || lookedAt == LOOKED_AT_MAX) && !ranges.isEmpty()) {
                return new HistoryPage<>(found, Optional.of(HistoryKeys.ofCodes(codes)));
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

        /** Those of the current entry; null at the end. */
        private byte @Nullable [] codes;

        Range(RocksDB db, String prefix, ReadOptions options) {
            this.db = db;
            this.prefix = prefix;
            this.iterator = new HistoryIterator(db, options);
            iterator.seekDown(prefix + end() + LAST);
            settle();
            // Entries with the same time as the last page's end may already have been on that page.
            while (codes != null && !isBelow(codes)) {
                next();
            }
        }

        private boolean isBelow(byte[] each) {
            return query.before()
                            .map(end ->
                                    HistoryKeys.ofCodes(each).value().compareTo(end.value()) < 0)
                            .orElse(true)
                    && (until.length == 0 || HistoryKeys.compareTime(each, until) < 0);
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
            if (query.event().isPresent() && !query.covers(HistoryKeys.ofCodes(codes()))) {
                return Optional.empty();
            }
            byte[] value = iterator.value();
            if (!HistoryKeys.areRecords(prefix)) {
                // Those of an event hold nothing.
                if (value.length > 0 && !wanted.test(value)) {
                    return Optional.empty();
                }
                value = HistoryDisk.get(db, HistoryKeys.recordOfCodes(codes()));
            }
            if (value == null || (query.looksInside() && !query.matches(HistoryHead.read(value)))) {
                return Optional.empty();
            }
            return Optional.of(value);
        }

        byte[] codes() {
            if (codes == null) {
                throw new IllegalStateException("range %s has ended".formatted(prefix));
            }
            return codes;
        }

        void next() {
            iterator.down();
            settle();
        }

        private void settle() {
            byte[] key = iterator.key(prefix);
            byte[] here = key == null ? null : HistoryKeys.codes(key);
            codes = here == null || HistoryKeys.compareTime(here, from) < 0 ? null : here;
        }

        @Override
        public void close() {
            iterator.close();
        }
    }
}

package dev.hooklane.fanout;

import dev.hooklane.event.AccountId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of a partition that wait for their accounts' shares of the fan-out, each account's in
 * the order in which they were published. The store holds the events, the memory only which
 * accounts have some. Owned by one stream thread.
 *
 * <p>An event that was taken stays in the store until its deliveries are acknowledged, because the
 * store's changelog is another partition: a crash could keep the removal and lose the deliveries.
 */
final class Deferred {
    private static final Logger log = LoggerFactory.getLogger(Deferred.class);

    /** More than any valid event; the copy of a larger record may not fit the store's changelog. */
    static final int EVENT_BYTES_MAX = 512 << 10;

    /** What an entry costs beside its bytes, so that small ones are bounded in number too. */
    private static final int OVERHEAD = 256;

    private final KeyValueStore<byte[], byte[]> store;
    private final long room;
    private final Map<AccountId, Line> lines = new LinkedHashMap<>();
    private final Deque<Taken> taken = new ArrayDeque<>();
    private long bytes;
    private long events;

    /** An account's events that wait. */
    private static final class Line {
        /** No event before it waits; entries before it were taken. */
        private long from;

        /** When the first was published, or the one before it. */
        private long oldest;

        private long events;
        private long bytes;

        private Line(long from, long oldest) {
            this.from = from;
            this.oldest = oldest;
        }
    }

    /** A deferred event, as {@link DeferredCodec} writes it. */
    static final class Entry {
        private final AccountId account;
        private final long offset;
        private final byte[] value;

        private Entry(AccountId account, long offset, byte[] value) {
            this.account = account;
            this.offset = offset;
            this.value = value;
        }

        AccountId account() {
            return account;
        }

        long offset() {
            return offset;
        }

        byte[] value() {
            return value;
        }

        private long size() {
            return sizeOf(value);
        }
    }

    private record Taken(Entry entry, long mark) {}

    /** Finds what waits in the store, by reading all of it. */
    Deferred(KeyValueStore<byte[], byte[]> store, long room) {
        this.store = store;
        this.room = room;
        try (KeyValueIterator<byte[], byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<byte[], byte[]> each = all.next();
                try {
                    AccountId account = DeferredCodec.account(each.key);
                    join(account, DeferredCodec.offset(each.key), each.value);
                } catch (IllegalArgumentException e) {
                    log.error("events.deferred_unreadable left in its place: {}", e.getMessage());
                }
            }
        }
    }

    boolean isWaiting(AccountId account) {
        return lines.containsKey(account);
    }

    /** Reports whether nothing waits, and nothing is to be removed. */
    boolean isEmpty() {
        return lines.isEmpty() && taken.isEmpty();
    }

    /** Returns the accounts whose events wait; those that have waited for their turn come first. */
    Collection<AccountId> accounts() {
        return List.copyOf(lines.keySet());
    }

    /**
     * Puts an event at the end of its account's line, unless there is no room for it. An account
     * may use as much room as it leaves to the others.
     */
    boolean put(AccountId account, Published event) {
        byte[] value = DeferredCodec.write(event.record());
        long size = sizeOf(value);
        Line line = lines.get(account);
        long own = line == null ? 0 : line.bytes;
        if (value.length > EVENT_BYTES_MAX || own + size > room - bytes - size) {
            return false;
        }
        long offset = event.source().offset();
        store.put(DeferredCodec.key(account, offset), value);
        join(account, offset, value);
        return true;
    }

    private void join(AccountId account, long offset, byte[] value) {
        Line line =
                lines.computeIfAbsent(
                        account, _ -> new Line(offset, DeferredCodec.timestamp(value)));
        line.events++;
        line.bytes += sizeOf(value);
        events++;
        bytes += sizeOf(value);
    }

    /** Returns the first events of an account's line, which stay there until they are taken. */
    List<Entry> first(AccountId account, int most) {
        Line line = lines.get(account);
        if (line == null) {
            return List.of();
        }
        List<Entry> first = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> range =
                store.range(
                        DeferredCodec.key(account, line.from),
                        DeferredCodec.key(account, Long.MAX_VALUE))) {
            while (first.size() < most && range.hasNext()) {
                KeyValue<byte[], byte[]> each = range.next();
                first.add(new Entry(account, DeferredCodec.offset(each.key), each.value));
            }
        }
        if (first.isEmpty()) {
            // The store has lost them; waiting for them would never end.
            leave(account, line);
        }
        return first;
    }

    /**
     * Takes the first event out of its account's line.
     *
     * @param mark the number of flushes before its deliveries were sent; empty if it may be removed
     *     at once
     */
    void take(Entry entry, OptionalLong mark) {
        Line line = lines.get(entry.account());
        if (line == null) {
            throw new IllegalStateException("no event of %s waits".formatted(entry.account()));
        }
        line.from = entry.offset() + 1;
        line.oldest = DeferredCodec.timestamp(entry.value());
        line.events--;
        line.bytes -= entry.size();
        events--;
        if (line.events == 0) {
            leave(entry.account(), line);
        }
        if (mark.isPresent()) {
            taken.add(new Taken(entry, mark.getAsLong()));
        } else {
            remove(entry);
        }
    }

    /** Puts an account behind the others that wait. */
    void endTurn(AccountId account) {
        Line line = lines.remove(account);
        if (line != null) {
            lines.put(account, line);
        }
    }

    private void leave(AccountId account, Line line) {
        events -= line.events;
        bytes -= line.bytes;
        lines.remove(account);
    }

    /** Removes what was taken before the latest of so many flushes, while there is time. */
    void removeTaken(long flushes, BooleanSupplier inTime) {
        for (Taken first = taken.peek();
                first != null && first.mark() < flushes && inTime.getAsBoolean();
                first = taken.peek()) {
            remove(first.entry());
            taken.remove();
        }
    }

    private void remove(Entry entry) {
        store.delete(DeferredCodec.key(entry.account(), entry.offset()));
        bytes -= entry.size();
    }

    DeferredMeter.Waiting waiting() {
        return new DeferredMeter.Waiting(
                events,
                bytes,
                lines.size(),
                lines.values().stream()
                        .map(line -> line.oldest)
                        .min(Long::compare)
                        .map(Instant::ofEpochMilli));
    }

    /** Returns the accounts with the most events that wait, at most so many. */
    List<DeferredMeter.OfAccount> most(int accounts) {
        return lines.entrySet().stream()
                .sorted((one, other) ->
                        Long.compare(other.getValue().events, one.getValue().events))
                .limit(accounts)
                .map(each ->
                        new DeferredMeter.OfAccount(
                                each.getKey(),
                                each.getValue().events,
                                Instant.ofEpochMilli(each.getValue().oldest)))
                .toList();
    }

    private static long sizeOf(byte[] value) {
        return value.length + (long) OVERHEAD;
    }

    /** Returns the account with the most events that wait. */
    Optional<AccountId> longest() {
        return lines.entrySet().stream()
                .max((one, other) -> Long.compare(one.getValue().events, other.getValue().events))
                .map(Map.Entry::getKey);
    }
}

package dev.hooklane.lookup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a topic from its end, all partitions at once, until a page is full or enough records were
 * scanned. Any thread may use it; it waits for Kafka.
 */
public final class NewestFirst {
    /** About how many records are scanned for one page. */
    private static final int RECORDS_MAX = 20_000;

    /** Pieces of a partition grow while they are small, since a payload may have 256 KiB. */
    private static final int FIRST_PIECE = 50;

    private static final int LARGEST_PIECE = 800;
    private static final long PIECES_BYTES = 4L << 20;

    private final ReadConsumers consumers;
    private final String topic;
    private final int recordsMax;
    private final SearchPace.Time time;

    public NewestFirst(ReadConsumers consumers, String topic) {
        this(consumers, topic, RECORDS_MAX, SearchPace.Time.SYSTEM);
    }

    /**
     * @param recordsMax after this many records, no more is read for a page
     */
    NewestFirst(ReadConsumers consumers, String topic, int recordsMax, SearchPace.Time time) {
        this.consumers = consumers;
        this.topic = topic;
        this.recordsMax = recordsMax;
        this.time = time;
    }

    private record Found<T>(Place place, T item) {}

    /**
     * Returns one page.
     *
     * @param read returns the caller's item for a record; empty if the record is not wanted. It is
     *     called for every scanned record; in a piece of a partition the newest comes last.
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     */
    public <T> TailPage<T> page(
            TailRange range, Function<ConsumerRecord<byte[], byte[]>, Optional<T>> read) {
        return consumers.look(consumer -> {
            TopicTail tail = tail(consumer, range);
            List<Found<T>> found = new ArrayList<>();
            SearchPace pace = SearchPace.within(recordsMax, time);
            int piece = FIRST_PIECE;
            while (!tail.exhausted()
                    && settled(found, floor(tail)) < range.limit()
                    && pace.awaitPiece()) {
                long before = pace.bytes();
                tail.older(
                        piece,
                        record -> {
                            pace.add(record);
                            read.apply(record)
                                    .ifPresent(item -> found.add(new Found<>(place(record), item)));
                        });
                if (pace.bytes() - before < PIECES_BYTES) {
                    piece = Math.min(2 * piece, largestPiece(tail));
                }
            }
            return page(found, floor(tail), range.limit(), pace.records());
        });
    }

    /**
     * Returns a mark at the topic's end.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     */
    public TailMark end() {
        return consumers.look(consumer -> mark(consumer.endOffsets(partitions(consumer))));
    }

    /**
     * Returns what was appended since a mark.
     *
     * @param read returns the caller's item for a record; empty if the record is not wanted
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     */
    public <T> NewRecords<T> since(
            TailMark mark, Function<ConsumerRecord<byte[], byte[]>, Optional<T>> read) {
        return consumers.look(consumer -> {
            List<TopicPartition> partitions = partitions(consumer);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<TopicTail.Unread> unread = new ArrayList<>();
            boolean whole = true;
            for (TopicPartition each : partitions) {
                long end = ends.getOrDefault(each, 0L);
                long begin = Math.max(begins.getOrDefault(each, 0L), mark.offset(each.partition()));
                whole &= begin <= end;
                unread.add(new TopicTail.Unread(each, Math.min(begin, end), end, Long.MAX_VALUE));
            }
            TopicTail tail = TopicTail.of(consumer, unread);
            List<Found<T>> found = new ArrayList<>();
            SearchPace pace = SearchPace.within(recordsMax, time);
            while (!tail.exhausted() && pace.awaitPiece()) {
                tail.older(
                        largestPiece(tail),
                        record -> {
                            pace.add(record);
                            read.apply(record)
                                    .ifPresent(item -> found.add(new Found<>(place(record), item)));
                        });
            }
            return new NewRecords<>(
                    found.stream()
                            .sorted(Comparator.comparing(Found::place))
                            .map(Found::item)
                            .toList(),
                    mark(ends),
                    whole && tail.exhausted());
        });
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private static TailMark mark(Map<TopicPartition, Long> ends) {
        Map<Integer, Long> offsets = new HashMap<>();
        ends.forEach((partition, end) -> offsets.put(partition.partition(), end));
        return new TailMark(offsets);
    }

    /**
     * Returns the record at this place; empty if there is none, or none any more.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     */
    public <T> Optional<T> at(
            int partition,
            long offset,
            Function<ConsumerRecord<byte[], byte[]>, Optional<T>> read) {
        return consumers.look(consumer -> {
            TopicPartition at = new TopicPartition(topic, partition);
            if (partition >= consumer.partitionsFor(topic).size()
                    || offset < consumer.beginningOffsets(List.of(at)).getOrDefault(at, 0L)
                    || offset >= consumer.endOffsets(List.of(at)).getOrDefault(at, 0L)) {
                return Optional.empty();
            }
            List<T> found = new ArrayList<>();
            TopicTail.of(
                            consumer,
                            List.of(new TopicTail.Unread(at, offset, offset + 1, Long.MAX_VALUE)))
                    .older(1, record -> read.apply(record).ifPresent(found::add));
            return found.stream().findFirst();
        });
    }

    /**
     * Returns how many records of each partition a piece may have, so that all pieces are small.
     */
    private static int largestPiece(TopicTail tail) {
        int each = SearchPace.RECORDS_AT_ONCE / Math.max(1, tail.unread().size());
        return Math.clamp(each, FIRST_PIECE, LARGEST_PIECE);
    }

    private static <T> TailPage<T> page(
            List<Found<T>> found, Optional<Place> floor, int limit, int recordsRead) {
        List<Found<T>> newest =
                found.stream()
                        .filter(each -> isSettled(each.place(), floor))
                        .sorted(Comparator.comparing(Found::place))
                        .limit(limit)
                        .toList();
        Optional<Place> next =
                newest.size() == limit && newest.size() < found.size()
                        ? Optional.of(newest.getLast().place())
                        : floor;
        return new TailPage<>(newest.stream().map(Found::item).toList(), next, recordsRead);
    }

    private static long settled(List<? extends Found<?>> found, Optional<Place> floor) {
        return found.stream().filter(each -> isSettled(each.place(), floor)).count();
    }

    /** Reports whether no unread record comes before it. */
    private static boolean isSettled(Place place, Optional<Place> floor) {
        return floor.map(low -> place.compareTo(low) <= 0).orElse(true);
    }

    private static Optional<Place> floor(TopicTail tail) {
        return tail.unread().stream()
                .map(left ->
                        new Place(left.latestMillis(), left.partition().partition(), left.end()))
                .min(Comparator.naturalOrder());
    }

    private static Place place(ConsumerRecord<byte[], byte[]> record) {
        return new Place(record.timestamp(), record.partition(), record.offset());
    }

    private TopicTail tail(Consumer<byte[], byte[]> consumer, TailRange range) {
        List<TopicPartition> partitions = partitions(consumer);
        Map<TopicPartition, Long> begins = new HashMap<>(consumer.beginningOffsets(partitions));
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        Map<TopicPartition, Long> endMillis = new HashMap<>();
        partitions.forEach(each -> endMillis.put(each, range.endMillis(each)));
        if (range.until().isPresent() || range.after().isPresent()) {
            offsets(consumer, endMillis)
                    .forEach((partition, at) -> ends.merge(partition, at, Math::min));
        }
        ends.replaceAll((partition, end) -> Math.min(end, range.endOffset(partition)));
        range.from()
                .map(Instant::toEpochMilli)
                .ifPresent(from -> {
                    Map<TopicPartition, Long> fromMillis = new HashMap<>();
                    partitions.forEach(each -> fromMillis.put(each, Math.max(0, from)));
                    Map<TopicPartition, Long> first = offsets(consumer, fromMillis);
                    begins.replaceAll((partition, begin) ->
                            Math.max(
                                    begin,
                                    first.getOrDefault(
                                            partition, ends.getOrDefault(partition, begin))));
                });
        List<TopicTail.Unread> unread = new ArrayList<>();
        for (TopicPartition each : partitions) {
            unread.add(
                    new TopicTail.Unread(
                            each,
                            begins.getOrDefault(each, 0L),
                            ends.getOrDefault(each, 0L),
                            range.endMillis(each) - 1));
        }
        return TopicTail.of(consumer, unread);
    }

    /**
     * Returns the first offsets at those times, without partitions that have no record that late.
     */
    private static Map<TopicPartition, Long> offsets(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> millis) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> each :
                consumer.offsetsForTimes(millis).entrySet()) {
            if (each.getValue() != null) {
                offsets.put(each.getKey(), each.getValue().offset());
            }
        }
        return offsets;
    }
}

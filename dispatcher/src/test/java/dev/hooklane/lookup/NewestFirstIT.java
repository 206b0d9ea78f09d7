package dev.hooklane.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of a topic, one after the other, are all of it in order, however small each is. */
class NewestFirstIT {
    private static final String TOPIC = "topic";
    private static final String LONG = "long";
    private static final int PARTITIONS = 5;
    private static final int RECORDS = 1_500;

    @TempDir private static Path directory;
    private static EmbeddedBroker broker;
    private static ReadConsumers consumers;

    /** What a reader of committed records sees, the newest first. */
    private static final List<Written> ALL = new ArrayList<>();

    private record Written(Place place, String value) {}

    @BeforeAll
    static void write() throws Exception {
        broker = EmbeddedBroker.start(directory, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(topic(TOPIC), topic(LONG))).all().get();
        }
        Random random = new Random(1);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.bootstrapServers(),
                                "transactional.id",
                                "writer"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.initTransactions();
            int written = 0;
            while (written < RECORDS) {
                written += transaction(producer, random, written);
            }
        }
        ALL.sort(Comparator.comparing(Written::place));
        consumers = new ReadConsumers(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, PARTITIONS, (short) 1)
                .configs(Map.of("message.timestamp.type", "LogAppendTime"));
    }

    /** Every fifth is aborted, so that there are gaps. */
    private static int transaction(
            KafkaProducer<byte[], byte[]> producer, Random random, int written) throws Exception {
        producer.beginTransaction();
        List<Written> records = new ArrayList<>();
        int count = 1 + random.nextInt(60);
        for (int i = 0; i < count; i++) {
            // Most in one partition.
            int partition = random.nextInt(3) == 0 ? random.nextInt(PARTITIONS) : 3;
            String value = "record " + (written + i);
            RecordMetadata at =
                    producer.send(
                                    new ProducerRecord<>(
                                            TOPIC, partition, null, value.getBytes(UTF_8)))
                            .get();
            records.add(new Written(new Place(at.timestamp(), partition, at.offset()), value));
        }
        if (random.nextInt(5) == 0) {
            producer.abortTransaction();
        } else {
            producer.commitTransaction();
            ALL.addAll(records);
        }
        return count;
    }

    @AfterAll
    static void stop() {
        consumers.close();
        broker.close();
    }

    @Test
    void pagesAreAllThatIsAskedForInOrder() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            int nth = 1 + random.nextInt(40);
            Optional<Instant> from = time(random);
            Optional<Instant> until = time(random);
            NewestFirst newestFirst =
                    new NewestFirst(
                            consumers, TOPIC, 1 + random.nextInt(2_000), SearchPace.Time.SYSTEM);
            int limit = 1 + random.nextInt(100);

            assertThat(read(newestFirst, from, until, limit, nth))
                    .as("seed %d, from %s, until %s, each %dth", seed, from, until, nth)
                    .isEqualTo(expected(from, until, nth));
        }
    }

    @Test
    void aPageThatHasLookedAtEnoughIsShortAndGoesOn() {
        NewestFirst newestFirst = new NewestFirst(consumers, TOPIC, 1, SearchPace.Time.SYSTEM);

        TailPage<String> page =
                newestFirst.page(
                        TailRange.newest(10),
                        record -> wanted(record, value -> value.endsWith(" 0")));

        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isPresent();
    }

    @Test
    void aPlaceBeforeTheBeginningOrOfNoPartitionEndsTheListWithoutAnError() {
        NewestFirst newestFirst = new NewestFirst(consumers, TOPIC);
        for (String place : List.of("0/0/0", "0/999999999/999999999999999999")) {
            TailRange range =
                    new TailRange(
                            Optional.empty(), Optional.empty(), Optional.of(Place.parse(place)), 5);

            assertThat(newestFirst.page(range, record -> wanted(record, _ -> true)))
                    .isEqualTo(new TailPage<>(List.of(), Optional.empty(), 0));
        }
    }

    @Test
    void aSearchOfTheWholeTopicPausesBetweenItsPiecesAndAShortOneDoesNot() throws Exception {
        writeMany(3 * SearchPace.RECORDS_AT_ONCE);
        List<Duration> pauses = new ArrayList<>();
        NewestFirst newestFirst = new NewestFirst(consumers, LONG, 20_000, noting(pauses));

        newestFirst.page(TailRange.newest(100), record -> wanted(record, _ -> true));
        int pausesOfShort = pauses.size();
        TailPage<String> all =
                newestFirst.page(TailRange.newest(1), record -> wanted(record, _ -> false));

        assertThat(pausesOfShort).isZero();
        assertThat(all.recordsRead()).isEqualTo(3 * SearchPace.RECORDS_AT_ONCE);
        // At most 2,000 in a piece.
        assertThat(pauses).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void whatCameSinceAMarkIsAllOfItOrSaysThatItIsNot() {
        NewestFirst newestFirst = new NewestFirst(consumers, TOPIC);
        Place middle = ALL.get(ALL.size() / 2).place();
        Map<Integer, Long> offsets = new HashMap<>(newestFirst.end().offsets());
        offsets.put(middle.partition(), middle.offset());

        NewRecords<String> since =
                newestFirst.since(new TailMark(offsets), record -> wanted(record, _ -> true));
        NewRecords<String> all =
                newestFirst.since(new TailMark(Map.of()), record -> wanted(record, _ -> true));
        NewRecords<String> few =
                new NewestFirst(consumers, TOPIC, 1, SearchPace.Time.SYSTEM)
                        .since(new TailMark(Map.of()), record -> wanted(record, _ -> true));

        assertThat(since.whole()).isTrue();
        assertThat(since.mark()).isEqualTo(newestFirst.end());
        assertThat(since.items())
                .isEqualTo(
                        ALL.stream()
                                .filter(each ->
                                        each.place().partition() == middle.partition()
                                                && each.place().offset() >= middle.offset())
                                .map(Written::value)
                                .toList());
        assertThat(all.whole()).isTrue();
        assertThat(all.items()).isEqualTo(ALL.stream().map(Written::value).toList());
        assertThat(few.whole()).isFalse();
        assertThat(few.mark()).isEqualTo(newestFirst.end());
    }

    private static void writeMany(int records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                var _ =
                        producer.send(
                                new ProducerRecord<>(
                                        LONG, i % PARTITIONS, null, "record".getBytes(UTF_8)));
            }
        }
    }

    private static SearchPace.Time noting(List<Duration> pauses) {
        return new SearchPace.Time() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void pause(Duration pause) {
                pauses.add(pause);
            }
        };
    }

    private static List<String> read(
            NewestFirst newestFirst,
            Optional<Instant> from,
            Optional<Instant> until,
            int limit,
            int nth) {
        List<String> all = new ArrayList<>();
        Optional<Place> after = Optional.empty();
        do {
            TailPage<String> page =
                    newestFirst.page(
                            new TailRange(from, until, after, limit),
                            record -> wanted(record, value -> isNth(value, nth)));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.items());
            after = page.next().map(place -> Place.parse(place.toString()));
        } while (after.isPresent());
        return all;
    }

    private static List<String> expected(Optional<Instant> from, Optional<Instant> until, int nth) {
        return ALL.stream()
                .filter(each -> isNth(each.value(), nth))
                .filter(each ->
                        from.map(at -> each.place().millis() >= at.toEpochMilli()).orElse(true))
                .filter(each ->
                        until.map(at -> each.place().millis() < at.toEpochMilli()).orElse(true))
                .map(Written::value)
                .toList();
    }

    private static Optional<Instant> time(Random random) {
        return Optional.of(ALL.get(random.nextInt(ALL.size())).place().millis())
                .filter(_ -> random.nextBoolean())
                .map(Instant::ofEpochMilli);
    }

    private static boolean isNth(String value, int nth) {
        return Integer.parseInt(value.substring(value.indexOf(' ') + 1)) % nth == 0;
    }

    private static Optional<String> wanted(
            ConsumerRecord<byte[], byte[]> record, java.util.function.Predicate<String> wanted) {
        return Optional.of(new String(record.value(), UTF_8)).filter(wanted);
    }
}

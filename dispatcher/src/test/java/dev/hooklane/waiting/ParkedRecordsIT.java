package dev.hooklane.waiting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.embedded.EmbeddedBroker;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.lookup.ReadConsumers;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.KafkaUnavailableException;
import dev.hooklane.topic.Partitions;
import dev.hooklane.topic.Topics;
import dev.hooklane.waiting.ParkedDeliveries.AtEndpoint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is parked of an account is counted from the parked topics, or not told at all. */
class ParkedRecordsIT {
    private static final int PARTITIONS = 3;
    private static final AccountId ACME = new AccountId("acme");
    private static final AccountId NOISY = new AccountId("noisy");

    /** Of the same partition. */
    private static final EndpointId ONE = in(1, 0);

    private static final EndpointId TWO = in(1, 1);
    private static final EndpointId ELSEWHERE = in(2, 0);

    @TempDir private static Path directory;
    private static EmbeddedBroker broker;

    /** Of one test's topics and groups. */
    private final String prefix = "p%d.".formatted(System.nanoTime());

    private final String delivery = prefix + "delivery";
    private final Topics topics = new Topics(prefix, RetrySchedule.DEFAULT, 0.05);
    private final String shortest = topics.parkedTopicList().getFirst().name();
    private final String longest = topics.parkedTopicList().getLast().name();
    private Admin admin;
    private ReadConsumers consumers;
    private KafkaProducer<byte[], byte[]> producer;

    /** Returns an endpoint of a partition. */
    private static EndpointId in(int partition, int which) {
        return IntStream.range(0, 1_000)
                .mapToObj("ep_%016d"::formatted)
                .map(EndpointId::new)
                .filter(each -> Partitions.of(each, PARTITIONS) == partition)
                .skip(which)
                .findFirst()
                .orElseThrow();
    }

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(directory, 0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        admin.createTopics(
                        topics.parkedTopicList().stream()
                                .map(each -> new NewTopic(each.name(), PARTITIONS, (short) 1))
                                .toList())
                .all()
                .get();
        consumers = new ReadConsumers(Map.of("bootstrap.servers", broker.bootstrapServers()));
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("transactional.id", prefix);
        producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    @AfterEach
    void stop() {
        producer.close();
        consumers.close();
        admin.close();
    }

    @Test
    void nothingIsParkedOnEmptyTopicsOfAGroupThatNeverWas() {
        ParkedDeliveries parked = counted(ACME, List.of(ONE), 100);

        assertThat(parked).isEqualTo(ParkedDeliveries.NONE);
        assertThat(parked.isKnown()).isTrue();
    }

    @Test
    void theAccountsOwnAreCountedByEndpointOverAllParkedTopics() throws Exception {
        park(longest, NOISY, TWO, 30, "lane_full", 500);
        park(shortest, ACME, ONE, 3, "rate_limit", 3_000);
        park(longest, ACME, ONE, 4, "breaker_open", 2_000);
        park(longest, ACME, ELSEWHERE, 2, "", 9_000);
        park(longest, NOISY, TWO, 30, "lane_full", 500);

        ParkedDeliveries parked = counted(ACME, List.of(ONE, ELSEWHERE), 4_000);

        assertThat(parked.count()).isEqualTo(9);
        assertThat(parked.whole()).isTrue();
        assertThat(parked.more()).isFalse();
        assertThat(parked.endpoints())
                .containsExactly(
                        new AtEndpoint(
                                ONE, 7, Optional.of("breaker_open"), Instant.ofEpochMilli(2_000)),
                        new AtEndpoint(
                                ELSEWHERE, 2, Optional.empty(), Instant.ofEpochMilli(9_000)));
    }

    @Test
    void whatIsDoneIsNotCountedEvenAboveTheCommittedOffset() throws Exception {
        park(shortest, ACME, ONE, 10, "rate_limit", 1);
        BitSet above = new BitSet();
        above.set(2);
        above.set(4);
        admin.alterConsumerGroupOffsets(
                        delivery,
                        Map.of(
                                new TopicPartition(shortest, 1),
                                new OffsetAndMetadata(
                                        3,
                                        "1:"
                                                + Base64.getEncoder()
                                                        .withoutPadding()
                                                        .encodeToString(above.toByteArray()))))
                .all()
                .get();

        assertThat(counted(ACME, List.of(ONE), 100).count()).isEqualTo(5);
    }

    @Test
    void whereTooMuchIsParkedTheCountIsALeastOneAndNoneFoundIsNotNone() throws Exception {
        park(shortest, ACME, ONE, 1, "rate_limit", 1);
        park(shortest, NOISY, TWO, 300, "lane_full", 1);

        ParkedDeliveries quiet = counted(ACME, List.of(ONE), 50);
        ParkedDeliveries noisy = counted(NOISY, List.of(TWO), 50);

        assertThat(quiet.whole()).isFalse();
        assertThat(quiet.isKnown()).isFalse();
        assertThat(noisy.isKnown()).isTrue();
        assertThat(noisy.more()).isTrue();
        assertThat(noisy.count()).isBetween(50L, 299L);
    }

    @Test
    void aNeighbourInAnotherPartitionCostsNothing() throws Exception {
        park(shortest, NOISY, ELSEWHERE, 300, "lane_full", 1);
        park(shortest, ACME, ONE, 2, "rate_limit", 1);

        ParkedDeliveries parked = counted(ACME, List.of(ONE), 50);

        assertThat(parked.count()).isEqualTo(2);
        assertThat(parked.whole()).isTrue();
    }

    @Test
    void recordsThatAreGoneMeanwhileAreNoZero() throws Exception {
        park(shortest, ACME, ONE, 5, "rate_limit", 1);
        ParkedRecords records = records(100);
        ParkedRecords.Undone undone = records.undone();
        admin.deleteRecords(
                        Map.of(new TopicPartition(shortest, 1), RecordsToDelete.beforeOffset(5)))
                .all()
                .get();

        assertThatThrownBy(() -> records.of(ACME, List.of(ONE), undone))
                .isInstanceOf(KafkaUnavailableException.class);
    }

    @Test
    void foreignRecordsAndAbortedOnesAreLeftOut() throws Exception {
        producer.beginTransaction();
        producer.send(record(shortest, ACME, ONE, "rate_limit", 1)).get();
        producer.abortTransaction();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(shortest, 1, null, new byte[1])).get();
        ProducerRecord<byte[], byte[]> noEndpoint = record(shortest, ACME, ONE, "rate_limit", 1);
        producer.send(
                        new ProducerRecord<>(
                                shortest, 1, "x".getBytes(UTF_8), null, noEndpoint.headers()))
                .get();
        producer.commitTransaction();
        park(shortest, ACME, ONE, 1, "rate_limit", 1);

        assertThat(counted(ACME, List.of(ONE), 100).count()).isOne();
    }

    private ParkedDeliveries counted(AccountId account, List<EndpointId> endpoints, int readMax) {
        ParkedRecords records = records(readMax);
        return records.of(account, endpoints, records.undone());
    }

    private ParkedRecords records(int readMax) {
        return new ParkedRecords(new GroupOffsets(admin), consumers, topics, delivery, readMax);
    }

    private void park(
            String topic, AccountId account, EndpointId endpoint, int count, String why, long since)
            throws Exception {
        producer.beginTransaction();
        for (int i = 0; i < count; i++) {
            producer.send(record(topic, account, endpoint, why, since)).get();
        }
        producer.commitTransaction();
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, AccountId account, EndpointId endpoint, String why, long since) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic,
                        Partitions.of(endpoint, PARTITIONS),
                        endpoint.value().getBytes(UTF_8),
                        "{}".getBytes(UTF_8));
        record.headers()
                .add(DeliveryRecords.ACCOUNT_HEADER, account.value().getBytes(UTF_8))
                .add("hooklane-parked", "2,%d,0".formatted(since).getBytes(UTF_8));
        if (!why.isEmpty()) {
            record.headers().add("hooklane-parked-for", why.getBytes(UTF_8));
        }
        return record;
    }
}

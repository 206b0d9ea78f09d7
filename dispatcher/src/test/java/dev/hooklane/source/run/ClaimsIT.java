package dev.hooklane.source.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.config.KafkaSettings;
import dev.hooklane.source.PartitionRewind;
import dev.hooklane.source.Source;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.ProgressCodec;
import dev.hooklane.source.progress.SourceProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two instances claim one partition at the same time, as if each were alone in its group. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClaimsIT {
    private SweptCluster cluster;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        cluster = new SweptCluster(directory);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void whatARivalPublishesBeforeTheClaimIsNotPublishedAgain() throws Exception {
        try (Contest contest = new Contest("before")) {
            contest.progress(1, "");
            contest.beforeTheClaim(() -> contest.rivalWrites(3));

            assertThat(contest.claim()).isEqualTo(3);
            contest.assertAlone();
        }
    }

    @Test
    void whatARivalPublishesBehindTheClaimIsNotPublishedAgain() throws Exception {
        try (Contest contest = new Contest("behind")) {
            contest.progress(1, "");
            contest.behindTheClaim(() -> contest.rivalWrites(2));

            assertThat(contest.claim()).isEqualTo(2);
            contest.assertAlone();
        }
    }

    /** It had read the progress long ago. */
    @Test
    void aRivalThatWakesUpTakesNothingBack() throws Exception {
        try (Contest contest = new Contest("woken")) {
            contest.progress(3, "");
            contest.behindTheClaim(() -> contest.rivalWrites(1));

            assertThat(contest.claim()).isEqualTo(3);
            contest.assertAlone();
        }
    }

    @Test
    void aRivalThatHasGivenThePartitionUpMeanwhileIsContinued() throws Exception {
        try (Contest contest = new Contest("given-up")) {
            contest.progress(1, "");
            contest.beforeTheClaim(() -> {
                contest.rivalWrites(2);
                contest.progress(4, "");
            });

            assertThat(contest.claim()).isEqualTo(4);
        }
    }

    @Test
    void rivalsWhoNeverStopEndTheRun() throws Exception {
        try (Contest contest = new Contest("never")) {
            contest.progress(0, "");
            for (int i = 0; i < 10; i++) {
                contest.behindTheClaim(() -> contest.progress(1, UUID.randomUUID().toString()));
            }

            assertThatThrownBy(contest::claim)
                    .isInstanceOf(KafkaException.class)
                    .hasMessageContaining("others claim the same partitions");
        }
    }

    @Test
    void aRewindIsFollowedOnceAlsoIfTheNextOwnerDoesNotKnowOfIt() throws Exception {
        try (Contest contest = new Contest("rewound")) {
            contest.progress(4, "");
            Source before = contest.source;

            contest.rewind(1);
            assertThat(contest.claim()).isEqualTo(1);
            contest.passTo(3);
            contest.source = before;
            assertThat(contest.claim()).isEqualTo(3);
            contest.rewind(1);
            contest.passTo(3);
            assertThat(contest.claim()).isEqualTo(3);
        }
    }

    /** It has not heard of the rewind, and is further. */
    @Test
    void aRivalDoesNotTakeARewindBack() throws Exception {
        try (Contest contest = new Contest("rewound-rival")) {
            contest.progress(4, "");
            contest.rewind(1);
            contest.behindTheClaim(() -> contest.rivalWrites(5));

            assertThat(contest.claim()).isEqualTo(1);
            contest.assertAlone();
        }
    }

    /** A partition with five records, and two instances that may claim it. */
    private final class Contest implements AutoCloseable {
        private static final int RECORDS = 5;
        private static final long REWIND = 7;

        private Source source;
        private final TopicPartition partition;
        private final PartitionKey key;
        private final String topicId;
        private final SourceClients ofRival;
        private final List<Producer<byte[], byte[]>> rival;
        private final Consumer<byte[], byte[]> consumer;
        private final Deque<Runnable> before = new ArrayDeque<>();
        private final Deque<Runnable> behind = new ArrayDeque<>();
        private final SourceWriter writer;

        Contest(String name) throws Exception {
            String topic = "shop.%s.v1".formatted(name);
            KafkaSettings own = KafkaSettings.of(cluster.broker().bootstrapServers());
            source = cluster.apply(name, "shop", topic);
            topicId = cluster.makeTopic(topic);
            partition = new TopicPartition(topic, 0);
            key = PartitionKey.of(source.name(), partition);
            for (int i = 0; i < RECORDS; i++) {
                var _ = cluster.producer().write(new ProducerRecord<>(topic, 0, null, new byte[1]));
            }
            ofRival = new SourceClients("hooklane.", "two", own, Map.of());
            rival = ofRival.producers(source);
            rival.forEach(Producer::initTransactions);
            consumer = cluster.known().clients().looker("shop");
            consumer.assign(Set.of(partition));
            writer = SourceWriter.start(List.of(interrupted(own)), "source-progress");
        }

        /** A producer between whose steps others write. */
        private Producer<byte[], byte[]> interrupted(KafkaSettings own) {
            Map<String, Object> settings = own.producerProperties();
            settings.put(
                    "transactional.id",
                    TransactionalIds.of(cluster.known().clients().writer(source)).getFirst());
            return new KafkaProducer<>(
                    settings, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public void beginTransaction() {
                    run(before);
                    super.beginTransaction();
                }

                @Override
                public void commitTransaction() {
                    super.commitTransaction();
                    run(behind);
                }

                private static void run(Deque<Runnable> interruptions) {
                    if (!interruptions.isEmpty()) {
                        interruptions.remove().run();
                    }
                }
            };
        }

        void beforeTheClaim(Runnable happens) {
            before.add(happens);
        }

        void behindTheClaim(Runnable happens) {
            behind.add(happens);
        }

        /** Writes progress as an instance does that is not fenced. */
        void progress(long next, String writerId) {
            cluster.write(SweptCluster.record(key, ProgressCodec.write(reached(next, writerId))));
        }

        /** Rewinds the partition, as far as this instance knows. */
        void rewind(long offset) {
            source =
                    source.rewound(
                            new PartitionRewind(
                                    partition.topic(),
                                    0,
                                    offset,
                                    cluster.clusterId(),
                                    topicId,
                                    REWIND),
                            List.of(),
                            source.updatedAt());
        }

        /** Reads on up to that offset. */
        void passTo(long next) {
            SourceProgress reached = cluster.find(key).orElseThrow().passedTo(next);
            writer.write(List.of(), Map.of(key, reached));
            cluster.known().progress().catchUp();
        }

        void rivalWrites(long next) {
            write(rival.getFirst(), next);
        }

        private void write(Producer<byte[], byte[]> producer, long next) {
            producer.beginTransaction();
            var _ =
                    producer.send(
                            SweptCluster.record(
                                    key,
                                    ProgressCodec.write(reached(next, ofRival.writer(source)))));
            producer.commitTransaction();
        }

        private SourceProgress reached(long next, String writerId) {
            return new SourceProgress(
                    new SourceProgress.LogIdentity(cluster.clusterId(), topicId),
                    next,
                    source.generation(),
                    writerId,
                    SweptCluster.NOON);
        }

        /** Claims the partition, and returns where it is read from. */
        long claim() {
            new Claims(
                            source,
                            cluster.known().clients().writer(source),
                            cluster.clusterId(),
                            new TheirTopics(cluster.broker().admin(), WorkerParts.ANSWERS),
                            cluster.known().progress(),
                            new SilentMeter())
                    .claim(consumer, Set.of(partition), writer);
            return consumer.position(partition);
        }

        void assertAlone() {
            assertThat(cluster.find(key).orElseThrow().writer())
                    .isEqualTo(cluster.known().clients().writer(source));
            assertThatThrownBy(() -> write(rival.getFirst(), RECORDS))
                    .isInstanceOf(KafkaException.class);
        }

        @Override
        public void close() {
            rival.forEach(each -> each.close(Duration.ZERO));
            writer.close();
            consumer.close();
        }
    }
}

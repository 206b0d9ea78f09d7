package dev.hooklane.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class FollowedTopicTest {
    private static final String TOPIC = "hooklane.access";
    private static final TopicPartition BAD = new TopicPartition(TOPIC, 0);
    private static final TopicPartition GOOD = new TopicPartition(TOPIC, 1);
    private final KafkaException corrupt =
            new KafkaException("Record batch for partition hooklane.access-0 at offset 1 is bad");

    private final AtomicLong now = new AtomicLong();
    private final List<String> followed = new CopyOnWriteArrayList<>();
    private final Scripted consumer = new Scripted();
    private final FollowedTopic topic =
            FollowedTopic.start(
                    () -> consumer,
                    TOPIC,
                    (key, _) -> {
                        String text = new String(key, UTF_8);
                        if (text.startsWith("bad")) {
                            throw new IllegalArgumentException("key '%s'".formatted(text));
                        }
                        followed.add(text);
                    },
                    now::get);

    @AfterEach
    void close() {
        consumer.end();
        topic.close();
    }

    @Test
    void aPartitionThatCannotBeReadIsSetAsideAlone() {
        consumer.turn(() -> consumer.addRecord(record(BAD, 0, "a")));
        consumer.turn(() -> consumer.setPollException(corrupt));
        consumer.turn(() -> consumer.addRecord(record(GOOD, 0, "b")));
        consumer.turn(() -> {});

        assertThat(followed).containsExactly("a", "b");
        assertThat(topic.caughtUp()).isFalse();
        assertThat(topic.problem()).isEqualTo("hooklane.access-0 can't be read from offset 1 on");
        assertThat(topic.unreadable().offsets()).isEqualTo(Map.of(BAD, 1L));
    }

    @Test
    void itHasCaughtUpOnceThePartitionCanBeReadAgain() {
        consumer.turn(() -> {});
        consumer.turn(() -> consumer.setPollException(corrupt));
        consumer.turn(() -> now.addAndGet(Duration.ofSeconds(15).toNanos()));
        consumer.turn(() -> {});
        consumer.turn(() -> consumer.addRecord(record(BAD, 0, "a")));
        consumer.turn(() -> {});
        consumer.turn(() -> {});

        assertThat(followed).containsExactly("a");
        assertThat(topic.problem()).isEmpty();
        assertThat(topic.caughtUp()).isTrue();
    }

    @Test
    void aLostRightIsNotTakenForAnEmptyTopic() {
        consumer.turn(() -> {});
        consumer.turn(
                () -> consumer.setPollException(new TopicAuthorizationException(Set.of(TOPIC))));
        consumer.turn(() -> {});

        assertThat(topic.caughtUp()).isFalse();
        assertThat(topic.unreadable().offsets()).containsOnlyKeys(BAD, GOOD);
    }

    @Test
    void aKeyCannotWriteToTheTerminalOfWhoReadsTheLog() {
        Logger logger = (Logger) LoggerFactory.getLogger(FollowedTopic.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        consumer.turn(() -> consumer.addRecord(record(GOOD, 0, "bad\u001b[2J\r\nfake.line\u009b")));
        consumer.turn(() -> {});
        logger.detachAppender(lines);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("bad\\u001b[2J\\u000d\\u000afake.line\\u009b");
    }

    private static ConsumerRecord<byte[], byte[]> record(
            TopicPartition partition, long offset, String key) {
        return new ConsumerRecord<>(
                TOPIC, partition.partition(), offset, key.getBytes(UTF_8), key.getBytes(UTF_8));
    }

    /** Polls only when the test says so. */
    private static final class Scripted extends MockConsumer<byte[], byte[]> {
        private final SynchronousQueue<Runnable> turns = new SynchronousQueue<>();
        private volatile boolean ended;

        Scripted() {
            super("earliest");
            List<PartitionInfo> infos = new ArrayList<>();
            for (TopicPartition each : List.of(BAD, GOOD)) {
                infos.add(
                        new PartitionInfo(
                                TOPIC, each.partition(), Node.noNode(), new Node[0], new Node[0]));
                updateBeginningOffsets(Map.of(each, 0L));
                updateEndOffsets(Map.of(each, 0L));
            }
            updatePartitions(TOPIC, infos);
        }

        /** Has the next poll begin with that; returns when the one before has been dealt with. */
        void turn(Runnable begin) {
            CountDownLatch begun = new CountDownLatch(1);
            try {
                turns.put(() -> {
                    begin.run();
                    begun.countDown();
                });
                if (!begun.await(10, TimeUnit.SECONDS)) {
                    throw new AssertionError("nobody polls");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        void end() {
            ended = true;
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            try {
                while (!ended) {
                    Runnable turn = turns.poll(10, TimeUnit.MILLISECONDS);
                    if (turn != null) {
                        turn.run();
                        break;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.poll(timeout);
        }
    }
}

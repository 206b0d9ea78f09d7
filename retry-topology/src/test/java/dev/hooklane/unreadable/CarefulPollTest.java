package dev.hooklane.unreadable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CarefulPollTest {
    private static final TopicPartition BAD = new TopicPartition("hooklane.events", 0);
    private static final TopicPartition GOOD = new TopicPartition("hooklane.events", 1);
    private final KafkaException corrupt =
            new KafkaException("Record batch for partition hooklane.events-0 at offset 3 is bad");

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Unreadable told = new Unreadable();
    private final List<Map<TopicPartition, Long>> polledFrom = new ArrayList<>();
    private long now;
    private final CarefulPoll careful = new CarefulPoll(told, () -> now);

    @BeforeEach
    void assign() {
        consumer.assign(List.of(BAD, GOOD));
        consumer.seek(BAD, 3);
        consumer.seek(GOOD, 0);
    }

    @Test
    void theOthersAreReadOn() {
        consumer.setPollException(corrupt);
        poll();
        write(GOOD, 0);

        assertThat(poll().records(GOOD)).hasSize(1);
        assertThat(consumer.paused()).containsExactly(BAD);
        assertThat(told.offsets()).isEqualTo(Map.of(BAD, 3L));
        assertThat(told.text()).isEqualTo("hooklane.events-0 can't be read from offset 3 on");
    }

    @Test
    void whoeverResumesItDoesNotHaveItRead() {
        consumer.setPollException(corrupt);
        poll();
        consumer.resume(Set.of(BAD));
        write(BAD, 3);

        assertThat(poll().records(BAD)).isEmpty();
    }

    @Test
    void itIsReadFromWhereItFailedOnceItCanBeReadAgain() {
        consumer.setPollException(corrupt);
        poll();
        write(BAD, 3);
        now += UnreadablePartitions.FIRST_PAUSE.toNanos();

        assertThat(poll().records(BAD)).extracting(ConsumerRecord::offset).containsExactly(3L);
        poll();
        assertThat(told.isEmpty()).isTrue();
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void theClientIsAskedForAnotherOffsetSoThatItForgetsWhatIsCorrupt() {
        consumer.setPollException(corrupt);
        poll();
        now += UnreadablePartitions.FIRST_PAUSE.toNanos();
        polledFrom.clear();
        poll();

        assertThat(polledFrom).containsExactly(Map.of(BAD, 4L), Map.of(BAD, 3L, GOOD, 0L));
    }

    @Test
    void nothingIsPassedOverWhereItWasHandedOutAnewFromBefore() {
        consumer.setPollException(corrupt);
        poll();
        consumer.seek(BAD, 1);
        write(BAD, 1);
        now += UnreadablePartitions.FIRST_PAUSE.toNanos();

        assertThat(poll().records(BAD)).extracting(ConsumerRecord::offset).containsExactly(1L);
    }

    @Test
    void aPartitionThatWasPausedByItsOwnerStaysPaused() {
        consumer.setPollException(corrupt);
        poll();
        consumer.pause(Set.of(GOOD));
        now += UnreadablePartitions.FIRST_PAUSE.toNanos();
        poll();

        assertThat(consumer.paused()).containsExactly(GOOD);
    }

    @Test
    void aLostRightIsTriedAgainWithoutLeavingAnythingOut() {
        consumer.setPollException(new TopicAuthorizationException(Set.of("hooklane.events")));
        poll();
        assertThat(told.offsets()).containsOnlyKeys(BAD, GOOD);
        now += UnreadablePartitions.FIRST_PAUSE.toNanos();
        polledFrom.clear();
        poll();

        assertThat(polledFrom).containsExactly(Map.of(BAD, 3L, GOOD, 0L));
    }

    @Test
    void oneThatIsSetAsideBeforeItWasReadIsReadAfterThePause() {
        careful.setAside(consumer, BAD, 2, 0.5, "its reader ended");
        write(BAD, 3);
        write(GOOD, 0);
        long pause = UnreadablePartitions.FIRST_PAUSE.multipliedBy(3).toNanos();

        assertThat(poll().partitions()).containsExactly(GOOD);
        assertThat(told.offsets()).isEqualTo(Map.of(BAD, 3L));
        now += pause - 1;
        assertThat(poll().partitions()).isEmpty();
        now++;
        assertThat(poll().records(BAD)).extracting(ConsumerRecord::offset).containsExactly(3L);
    }

    @Test
    void aFailureOfNoPartitionIsThrown() {
        consumer.setPollException(new KafkaException("the broker is on fire"));

        assertThatThrownBy(this::poll).hasMessage("the broker is on fire");
    }

    @Test
    void whatAClosedConsumerCouldNotReadIsForgotten() {
        consumer.setPollException(corrupt);
        poll();
        careful.close();

        assertThat(told.isEmpty()).isTrue();
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        return careful.poll(consumer, Duration.ZERO, this::pollAsIs);
    }

    private ConsumerRecords<byte[], byte[]> pollAsIs(Duration timeout) {
        Map<TopicPartition, Long> from = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            if (!consumer.paused().contains(partition)) {
                from.put(partition, consumer.position(partition));
            }
        }
        polledFrom.add(from);
        return consumer.poll(timeout);
    }

    private void write(TopicPartition partition, long offset) {
        consumer.addRecord(
                new ConsumerRecord<>(
                        partition.topic(),
                        partition.partition(),
                        offset,
                        "key".getBytes(UTF_8),
                        "value".getBytes(UTF_8)));
    }
}

package dev.hooklane.poll;

import static dev.hooklane.poll.DrivenLoop.BULK;
import static dev.hooklane.poll.DrivenLoop.LIVE;
import static dev.hooklane.poll.DrivenLoop.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.lane.LaneFixtures;
import dev.hooklane.unreadable.UnreadablePartitions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the poll loop does when a poll fails; its clients are Kafka's own. */
final class PollLoopTest {
    private final DrivenLoop driven = new DrivenLoop();

    @BeforeEach
    void join() {
        driven.join();
    }

    @AfterEach
    void close() {
        driven.close();
    }

    private final KafkaException corrupt =
            new KafkaException(
                    "Received exception when fetching the next record from t.deliveries-0."
                            + " If needed, please seek past the record to continue consumption.");

    @Test
    void aPartitionThatCannotBeReadIsPausedAndTheOthersGoOn() {
        driven.consumer.setPollException(corrupt);
        driven.loop.step();
        driven.consumer.addRecord(record(BULK, 0));
        driven.loop.step();

        assertThat(driven.consumer.paused()).containsExactly(LIVE);
        assertThat(driven.loop.state().latest().unreadable()).containsOnlyKeys(LIVE);
        assertThat(driven.attempts).hasSize(1);
    }

    @Test
    void whatIsDoneAndCannotBeReadIsPassedBy() {
        driven.consumer.updateEndOffsets(Map.of(LIVE, 5L));
        driven.consumer.rebalance(List.of(BULK));
        driven.consumer.commitSync(Map.of(LIVE, new OffsetAndMetadata(5)));
        driven.consumer.rebalance(List.of(LIVE, BULK));

        driven.consumer.setPollException(corrupt);
        driven.loop.step();

        assertThat(driven.consumer.position(LIVE)).isEqualTo(5);
        assertThat(driven.consumer.paused()).isEmpty();
        assertThat(driven.loop.state().latest().unreadable()).isEmpty();
    }

    @Test
    void whatIsCorruptIsTriedAgainByAnAssignmentOfItsOwn() {
        driven.consumer.setPollException(corrupt);
        driven.loop.step();
        assertThat(driven.consumer.shouldRebalance()).isFalse();

        driven.pass(UnreadablePartitions.FIRST_PAUSE);
        driven.loop.step();

        assertThat(driven.consumer.shouldRebalance()).isTrue();
        assertThat(driven.consumer.paused()).isEmpty();
    }

    @Test
    void aTopicThatMayNotBeReadIsTriedAgainWithoutARebalance() {
        driven.consumer.setPollException(new TopicAuthorizationException(Set.of(LIVE.topic())));
        driven.loop.step();
        assertThat(driven.consumer.paused()).containsExactly(LIVE);

        driven.pass(UnreadablePartitions.FIRST_PAUSE);
        driven.loop.step();

        assertThat(driven.consumer.shouldRebalance()).isFalse();
        assertThat(driven.consumer.paused()).isEmpty();
    }

    /** A fetch for the empty partitions alone would keep the full one from being asked for. */
    @Test
    void nothingIsFetchedForEmptyPartitionsAloneWhileLiveDeliveriesWaitForRoom() {
        // Each is in flight at once: no lane is there to queue it or to park it.
        driven.directory.remove(LaneFixtures.ENDPOINT);
        for (int offset = 0; offset <= SimulatedInstance.SETTINGS.maxInFlight(); offset++) {
            driven.consumer.addRecord(record(LIVE, offset));
        }
        driven.loop.step();
        assertThat(driven.consumer.paused()).containsExactlyInAnyOrder(LIVE, BULK);

        driven.attempts.forEach(Runnable::run);
        driven.loop.step();
        driven.loop.step();
        assertThat(driven.consumer.paused()).isEmpty();
    }

    @Test
    void aFailureOfNoPartitionEndsTheRun() {
        driven.consumer.setPollException(new KafkaException("the broker is on fire"));

        assertThatThrownBy(driven.loop::step).hasMessage("the broker is on fire");
    }
}

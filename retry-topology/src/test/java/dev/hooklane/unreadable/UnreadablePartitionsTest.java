package dev.hooklane.unreadable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

final class UnreadablePartitionsTest {
    private static final TopicPartition ONE = new TopicPartition("hooklane.deliveries", 1);
    private static final TopicPartition ELEVEN = new TopicPartition("hooklane.deliveries", 11);
    private static final TopicPartition OTHER = new TopicPartition("hooklane.retry.10s", 1);
    private static final Set<TopicPartition> ALL = Set.of(ONE, ELEVEN, OTHER);
    private final KafkaException corrupt =
            new KafkaException(
                    "Received exception when fetching the next record from hooklane.deliveries-1."
                            + " If needed, please seek past the record to continue consumption.");
    private static final long PAUSE = UnreadablePartitions.FIRST_PAUSE.toNanos();

    private final UnreadablePartitions unreadable = new UnreadablePartitions();

    @Test
    void onlyThePartitionOfACorruptBatchIsSetAside() {
        assertThat(take(corrupt, 0)).isTrue();
        assertThat(unreadable.leaves(ONE)).isTrue();
        assertThat(unreadable.leaves(ELEVEN)).isFalse();
        assertThat(unreadable.leaves(OTHER)).isFalse();
        assertThat(unreadable.offsets()).isEqualTo(Map.of(ONE, 7L));
    }

    @Test
    void aBatchThatTheBrokerFindsCorruptIsNamedAtTheEndOfTheText() {
        assertThat(
                        take(
                                new CorruptRecordException(
                                        "Record batch for partition hooklane.deliveries-11 at"
                                                + " offset 7 is invalid"),
                                0))
                .isTrue();
        assertThat(unreadable.offsets()).containsOnlyKeys(ELEVEN);
    }

    @Test
    void aLostRightSetsAsideTheTopic() {
        assertThat(take(new TopicAuthorizationException(Set.of("hooklane.deliveries")), 0))
                .isTrue();
        assertThat(unreadable.offsets()).containsOnlyKeys(ONE, ELEVEN);
    }

    @Test
    void aFailureOfNoPartitionIsNotTaken() {
        assertThat(take(new KafkaException("the broker is on fire"), 0)).isFalse();
        assertThat(unreadable.offsets()).isEmpty();
    }

    @Test
    void itIsTriedAgainAfterAWhileThatDoubles() {
        take(corrupt, 0);
        assertThat(tend(PAUSE - 1, 7)).isFalse();
        assertThat(tend(PAUSE, 7)).isTrue();
        assertThat(unreadable.leaves(ONE)).isFalse();
        take(corrupt, PAUSE);
        assertThat(tend(3 * PAUSE - 1, 7)).isFalse();
        assertThat(tend(3 * PAUSE, 7)).isTrue();
    }

    @Test
    void theWhileHasAnEnd() {
        for (int i = 0; i < 100; i++) {
            take(corrupt, 0);
        }
        assertThat(tend(UnreadablePartitions.LONGEST_PAUSE.toNanos(), 7)).isTrue();
    }

    @Test
    void whatIsReadAgainIsForgotten() {
        take(corrupt, 0);
        tend(PAUSE, 7);
        tend(PAUSE + 1, 8);
        assertThat(unreadable.offsets()).isEmpty();
    }

    @Test
    void whatHasNoRecordsIsForgottenAfterAWhileWithoutAFailure() {
        take(new TopicAuthorizationException(Set.of("hooklane.retry.10s")), 0);
        assertThat(tend(PAUSE, 7)).as("nothing to forget for the client").isFalse();
        tend(PAUSE + Duration.ofSeconds(29).toNanos(), 7);
        assertThat(unreadable.offsets()).containsOnlyKeys(OTHER);
        tend(PAUSE + UnreadablePartitions.READABLE_AFTER.toNanos(), 7);
        assertThat(unreadable.offsets()).isEmpty();
    }

    private boolean take(KafkaException failure, long now) {
        return unreadable.take(failure, ALL, _ -> 7, now);
    }

    private boolean tend(long now, long position) {
        return !unreadable.tend(ALL, _ -> position, now).isEmpty();
    }
}

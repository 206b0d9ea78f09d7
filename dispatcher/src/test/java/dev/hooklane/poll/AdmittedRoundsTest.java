package dev.hooklane.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.lane.LaneFixtures;
import dev.hooklane.offset.OffsetLedger;
import dev.hooklane.offset.OwnedPartition;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class AdmittedRoundsTest {
    private final AdmittedRounds rounds = new AdmittedRounds();
    private final OwnedPartition live = partition("hooklane.deliveries", 3);
    private final OwnedPartition bulk = partition("hooklane.deliveries.bulk", 3);
    private final Delivery retried = round(1);

    @Test
    void aRetryAndAReplayOfOneRoundAreOne() {
        assertThat(rounds.add(live, retried)).isTrue();
        assertThat(rounds.add(bulk, retried)).isFalse();
    }

    @Test
    void theNextRoundIsAnother() {
        rounds.add(live, retried);

        assertThat(rounds.add(bulk, round(2))).isTrue();
    }

    @Test
    void whatWasReadAnewMayHaveToBeSentAgain() {
        rounds.add(live, retried);

        assertThat(rounds.add(partition("hooklane.deliveries", 3), retried)).isTrue();
        assertThat(rounds.add(bulk, retried)).isFalse();
    }

    @Test
    void aFirstRoundIsNotRememberedHere() {
        Delivery first = round(0);

        assertThat(rounds.add(live, first)).isTrue();
        assertThat(rounds.add(bulk, first)).isTrue();
    }

    private static Delivery round(int round) {
        Delivery first = LaneFixtures.delivery("evt_1");
        return new Delivery(
                first.id(),
                first.endpoint(),
                first.event(),
                first.trigger(),
                round,
                first.attempt(),
                first.notBefore(),
                first.attempts(),
                first.payload());
    }

    private static OwnedPartition partition(String topic, int number) {
        return new OwnedPartition(
                new TopicPartition(topic, number),
                Optional.empty(),
                true,
                4,
                new OffsetLedger(0),
                0);
    }
}

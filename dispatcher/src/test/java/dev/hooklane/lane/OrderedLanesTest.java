package dev.hooklane.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.attempt.NotAttemptedException;
import dev.hooklane.attempt.OutcomeWriter;
import dev.hooklane.attempt.ParkReason;
import dev.hooklane.attempt.Parking;
import dev.hooklane.attempt.Work;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.offset.Outcome;
import dev.hooklane.offset.OwnedPartition;
import dev.hooklane.offset.TopicPartitions;
import dev.hooklane.poll.SimulatedInstance;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What an endpoint that asked for order gets, in virtual time. */
final class OrderedLanesTest {
    private static final double JITTER = 0.1;
    private static final int PARTITIONS = 12;
    private static final AttemptOutcome OK = new AttemptOutcome.Success(200, "");
    private static final AttemptOutcome REFUSED =
            new AttemptOutcome.ErrorStatus(500, Optional.empty(), "");

    private final Topics topics = new Topics("hooklane.", RetrySchedule.DEFAULT, JITTER);
    private final TopicPartitions partitions = new TopicPartitions(_ -> PARTITIONS);
    private final EndpointDirectory directory = new EndpointDirectory();
    private final OwnedPartition partition = LaneFixtures.partition();
    private final List<String> requested = new ArrayList<>();
    private final List<Runnable> attempts = new ArrayList<>();
    private long nowNanos = Duration.ofDays(1).toNanos();
    private AttemptOutcome answer = OK;
    private boolean resolverIsAway;
    private final OutcomeWriter outcomes =
            LaneFixtures.outcomes(topics, RetrySchedule.DEFAULT, partitions, this::now);
    private final Lanes lanes = lanes();
    private final Delivery earlier;
    private final Delivery later;

    OrderedLanesTest() {
        directory.put(ordered(true));
        List<Delivery> inOrder =
                new ArrayList<>(
                        List.of(LaneFixtures.delivery("evt_1"), LaneFixtures.delivery("evt_2")));
        inOrder.sort((one, other) -> one.id().value().compareTo(other.id().value()));
        earlier = inOrder.getFirst();
        later = inOrder.getLast();
    }

    @Test
    void theFixtureStandsInAPartitionWithJitter() {
        assertThat(partitions.of("any", LaneFixtures.ENDPOINT)).isPositive();
    }

    @Test
    void laterOnesWaitForARetryUntilItsPartitionsJitterIsOver() {
        answer = REFUSED;
        Delivery waiting = earlier;
        for (int attempt = 1; attempt <= 4; attempt++) {
            waiting = delivery(outcomeOf(waiting));
        }
        answer = OK;

        pass(eightHoursAndJitter().minusSeconds(1));
        submit(later);

        assertThat(requested).hasSize(4).doesNotContain(later.id().value());
        pass(Duration.ofSeconds(1));
        submit(waiting);
        assertThat(requested).hasSize(6).endsWith(waiting.id().value(), later.id().value());
    }

    @Test
    void laterOnesWaitForOneThatIsParkedForLongerThanItsLaneSaid() {
        directory.put(ordered(false));
        answer = new AttemptOutcome.NoResponse(ErrorKind.CONNECT, "");
        for (int i = 0; i < 10; i++) {
            submit(LaneFixtures.delivery("evt_broken_" + i));
            pass(Duration.ofMillis(200));
        }
        while (lanes.pollFinished() != null) {
            // Only what follows counts.
        }
        directory.put(ordered(true));
        answer = OK;
        requested.clear();
        long longAgo = now().minus(Duration.ofHours(1)).toEpochMilli();
        lanes.submit(
                new Work(partition, 0, earlier, Parking.NEVER.again(longAgo, longAgo)),
                lanes.moment());

        pass(longest("hooklane.parked.10m").minusSeconds(1));
        submit(later);

        assertThat(finished().writes().getFirst().topic()).isEqualTo("hooklane.parked.10m");
        assertThat(requested).isEmpty();
    }

    @Test
    void laterOnesWaitForOneWhoseHostOurResolverDidNotFind() {
        resolverIsAway = true;
        Outcome outcome = outcomeOf(earlier);
        resolverIsAway = false;

        submit(later);

        assertThat(outcome.writes().getFirst().topic()).isEqualTo("hooklane.parked.10s");
        assertThat(requested).isEmpty();
        submit(earlier);
        assertThat(requested).containsExactly(earlier.id().value(), later.id().value());
    }

    @Test
    void laterOnesWaitForOneThatCameBackBeforeItsTime() {
        Work early = new Work(partition, 0, earlier);
        lanes.waitsElsewhere(early, outcomes.notDue(early, Duration.ofHours(3)));

        pass(Duration.ofHours(2));
        submit(later);

        assertThat(requested).isEmpty();
    }

    @Test
    void aLaneWithoutOrderRemembersNothingThatWaitsElsewhere() {
        directory.put(ordered(false));
        Work early = new Work(partition, 0, earlier);

        lanes.waitsElsewhere(early, outcomes.notDue(early, Duration.ofHours(3)));

        assertThat(lanes.counts().lanes()).isZero();
    }

    @Test
    void theLanesOfPartitionsThatMovedAreForgotten() {
        answer = REFUSED;
        outcomeOf(earlier);
        partition.giveUp();

        lanes.forgetMoved(Set.of(0), Set.of(1));

        assertThat(lanes.counts().lanes()).isZero();
    }

    @Test
    void theLanesOfPartitionsThatStayedAreKept() {
        answer = REFUSED;
        outcomeOf(earlier);

        lanes.forgetMoved(Set.of(1), Set.of(0));

        assertThat(lanes.counts().lanes()).isOne();
    }

    @Test
    void whatIsQueuedForAPartitionThatMovedIsDropped() {
        lanes.submit(new Work(partition, 0, earlier), lanes.moment());
        lanes.submit(new Work(partition, 1, later), lanes.moment());
        partition.giveUp();

        lanes.forgetMoved(Set.of(0), Set.of());
        assertThat(lanes.admitted()).as("the one in flight").isOne();
        runAll();

        assertThat(lanes.admitted()).isZero();
        assertThat(lanes.inFlight()).isZero();
        pass(Duration.ofSeconds(61));
        lanes.tend(lanes.moment());
        assertThat(lanes.counts().lanes()).isZero();
    }

    @Test
    void whatIsAwayWhenItsPartitionComesBackFromAnotherOwnerHoldsNothing() {
        answer = REFUSED;
        outcomeOf(earlier);
        answer = OK;
        partition.giveUp();

        lanes.forgetMoved(Set.of(0), Set.of(0));
        lanes.submit(new Work(LaneFixtures.partition(), 1, later), lanes.moment());
        runAll();

        assertThat(requested).endsWith(later.id().value());
        assertThat(lanes.counts().lanes()).isOne();
    }

    private Lanes lanes() {
        return new Lanes(
                SimulatedInstance.SETTINGS,
                LaneFixtures.runner(directory, this::send, outcomes),
                outcomes,
                directory,
                new LaneClock(() -> nowNanos, this::now, () -> false, () -> false, new Random(1)),
                attempts::add);
    }

    private Attempt send(Delivery delivery, Endpoint endpoint) {
        if (resolverIsAway) {
            throw new NotAttemptedException(ParkReason.RESOLVER, "no answer", new IOException());
        }
        requested.add(delivery.id().value());
        return new Attempt(delivery.attempt(), now(), Duration.ofMillis(10), answer);
    }

    private Outcome outcomeOf(Delivery delivery) {
        submit(delivery);
        return finished();
    }

    private Outcome finished() {
        Outcome outcome = lanes.pollFinished();
        assertThat(outcome).isNotNull();
        return outcome;
    }

    private void submit(Delivery delivery) {
        lanes.submit(new Work(partition, 0, delivery), lanes.moment());
        runAll();
        lanes.tend(lanes.moment());
        runAll();
    }

    private void runAll() {
        while (!attempts.isEmpty()) {
            attempts.removeFirst().run();
        }
    }

    private Duration eightHoursAndJitter() {
        return longest("hooklane.retry.8h");
    }

    private Duration longest(String topic) {
        return topics.delayTopics()
                .named(topic)
                .orElseThrow()
                .longest(partitions.of(topic, LaneFixtures.ENDPOINT), PARTITIONS);
    }

    private static Delivery delivery(Outcome outcome) {
        ProducerRecord<byte[], byte[]> record = outcome.writes().getFirst();
        return DeliveryRecords.read(record.key(), record.value(), record.headers());
    }

    private static Endpoint ordered(boolean ordered) {
        Endpoint plain = LaneFixtures.endpoint(new EndpointState.Enabled());
        return plain.withSettings(
                new EndpointSettings(
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        ordered,
                        Optional.empty()),
                LaneFixtures.NOW);
    }

    private void pass(Duration time) {
        nowNanos += time.toNanos();
    }

    private Instant now() {
        return LaneFixtures.NOW.plusNanos(nowNanos);
    }
}

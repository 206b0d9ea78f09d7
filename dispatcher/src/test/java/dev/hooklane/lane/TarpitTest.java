package dev.hooklane.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.offset.OffsetLedger;
import dev.hooklane.poll.LeaseRules;
import dev.hooklane.poll.SimulatedInstance;
import dev.hooklane.poll.SimulatedKafka;
import dev.hooklane.poll.SimulatedProducer;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * An attempt that goes on and on, before more deliveries of its partition than its window holds.
 */
final class TarpitTest {
    private static final int OTHERS = OffsetLedger.WINDOW + 2_000;
    private static final RetrySchedule SCHEDULE = RetrySchedule.DEFAULT;

    private final Topics topics = new Topics("hooklane.", SCHEDULE, 0);
    private final SimulatedKafka kafka = kafka();
    private final List<String> sent = new ArrayList<>();
    private long nowNanos;

    @Test
    void aTarpitCostsItsNeighboursNothingAndItsOwnOutcomeIsWritten() {
        append(LaneFixtures.delivery("evt_slow"));
        for (int i = 0; i < OTHERS; i++) {
            append(LaneFixtures.delivery("evt_" + i));
        }
        SimulatedInstance instance = instance();

        instance.start();
        for (int turn = 0; turn < 8_000 && sent.size() < OTHERS; turn++) {
            turn(instance);
        }

        assertThat(sent).hasSize(OTHERS).doesNotContain("evt_slow");
        instance.attemptAll();
        for (int turn = 0; turn < 100; turn++) {
            turn(instance);
        }
        assertThat(kafka.inOrder(topics.leases())).hasSize(1);
        assertThat(kafka.inOrder(topics.history())).hasSize(OTHERS + 1);
        assertThat(kafka.isAllDone()).as(kafka.describeOpen()).isTrue();
    }

    private void turn(SimulatedInstance instance) {
        instance.step();
        instance.attemptAllButTheOldest();
        instance.advanceTransaction();
        instance.advanceTransaction();
        nowNanos += 10_000_000;
    }

    private void append(Delivery delivery) {
        kafka.append(
                new ProducerRecord<>(
                        topics.deliveries(),
                        null,
                        DeliveryRecords.key(delivery),
                        delivery.payload().bytes(),
                        DeliveryRecords.headers(delivery)));
    }

    private SimulatedKafka kafka() {
        List<String> all = new ArrayList<>(topics.ofLanes());
        all.add(topics.history());
        return new SimulatedKafka(all, topics.ofLanes(), 1, () -> nowNanos / 1_000_000);
    }

    private SimulatedInstance instance() {
        EndpointDirectory directory = new EndpointDirectory();
        Endpoint endpoint = LaneFixtures.endpoint(new EndpointState.Enabled());
        directory.put(endpoint);
        Random random = new Random(1);
        LaneClock clock =
                new LaneClock(
                        () -> nowNanos,
                        () -> LaneFixtures.NOW.plusNanos(nowNanos),
                        () -> false,
                        () -> false,
                        random);
        return new SimulatedInstance(
                "instance-0",
                new SimulatedInstance.World(
                        kafka,
                        topics,
                        SCHEDULE,
                        directory,
                        LeaseRules.DEFAULT,
                        clock,
                        random,
                        () -> SimulatedProducer.Troubles.NONE,
                        () -> {}),
                _ ->
                        (delivery, _) -> {
                            sent.add(delivery.event().id().value());
                            return new Attempt(
                                    delivery.attempt(),
                                    clock.wall().instant(),
                                    Duration.ofMillis(1),
                                    new AttemptOutcome.Success(200, ""));
                        });
    }
}

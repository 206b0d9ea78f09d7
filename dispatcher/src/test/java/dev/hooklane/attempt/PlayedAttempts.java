package dev.hooklane.attempt;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.AttemptOutcome.Success;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.lane.LaneFixtures;
import dev.hooklane.offset.Outcome;
import dev.hooklane.offset.TopicPartitions;
import dev.hooklane.poll.DeliveryMeter;
import dev.hooklane.retry.RetryRules;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A runner of attempts whose answers are the test's. */
final class PlayedAttempts {
    final EndpointDirectory directory = new EndpointDirectory();
    final Erasures erasures = new Erasures();
    final List<Delivery> sent = new ArrayList<>();
    final List<String> watched = new ArrayList<>();
    final List<ParkReason> parked = new ArrayList<>();
    BooleanSupplier endpointsRead = () -> true;
    AttemptOutcome answer = new Success(200, "");
    Instant now = LaneFixtures.NOW;

    Outcome run(Delivery delivery) {
        AttemptRunner runner =
                runner((sending, _) -> {
                    sent.add(sending);
                    return LaneFixtures.attempt(sending.attempt(), answer);
                });
        return runner.run(new Work(LaneFixtures.partition(), 0, delivery));
    }

    AttemptRunner runner(AttemptSender sender) {
        InstantSource clock = () -> now;
        DeliveryMeter meter = LaneFixtures.parkMeter(parked::add);
        OutcomeWriter outcomes =
                new OutcomeWriter(
                        new Topics("hooklane.", RetrySchedule.DEFAULT, 0),
                        new RetryRules(RetrySchedule.DEFAULT),
                        new TopicPartitions(_ -> 4),
                        erasures,
                        clock,
                        meter);
        EndpointWatch watch =
                (_, _, attempt, next, _) -> watched.add(attempt.number() + " " + next);
        return new AttemptRunner(
                new EndpointAccess(directory, () -> endpointsRead.getAsBoolean(), sender, watch),
                outcomes,
                AttemptLog.atMost(0),
                meter);
    }

    static List<String> topics(Outcome outcome) {
        return outcome.writes().stream().map(ProducerRecord::topic).toList();
    }

    static Delivery delivery(ProducerRecord<byte[], byte[]> record) {
        return DeliveryRecords.read(record.key(), record.value(), record.headers());
    }

    static DeliveryHistory history(Outcome outcome) {
        return HistoryCodec.read(outcome.writes().getLast().value());
    }
}

package dev.hooklane.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delay.DelayTopic;
import dev.hooklane.delay.DelayTopics;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.fanout.RejectedCopy;
import dev.hooklane.offset.Outcome;
import dev.hooklane.offset.OwnedPartition;
import dev.hooklane.offset.TopicPartitions;
import dev.hooklane.retry.NextMove;
import dev.hooklane.retry.RetryRules;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes the records of a delivery's outcome, without sending them. Any thread may call it. */
public final class OutcomeWriter {
    private final Topics topics;
    private final DelayTopics delays;
    private final ParkedDelays parkedDelays;
    private final RetryRules rules;
    private final TopicPartitions partitions;
    private final Erasures erasures;
    private final InstantSource clock;
    private final AttemptMeter meter;

    public OutcomeWriter(
            Topics topics,
            RetryRules rules,
            TopicPartitions partitions,
            Erasures erasures,
            InstantSource clock,
            AttemptMeter meter) {
        this.topics = topics;
        this.delays = topics.delayTopics();
        this.parkedDelays = new ParkedDelays(topics.parkedTopics());
        this.rules = rules;
        this.partitions = partitions;
        this.erasures = erasures;
        this.clock = clock;
        this.meter = meter;
    }

    /** Returns a writer of the same records that counts none of them. */
    OutcomeWriter uncounted() {
        return new OutcomeWriter(
                topics, rules, partitions, erasures, clock, UncountedAttempts.METER);
    }

    /** Reports whether the delivery's event is erased. */
    public boolean isErased(Delivery delivery) {
        SourceEvent event = delivery.event();
        return erasures.covers(event.account(), event.id(), event.publishedAt());
    }

    /** Returns how long ago it was parked for the first time since its latest attempt. */
    Duration parkedFor(Work work) {
        return Duration.ofMillis(work.parking().ageMillis(clock.millis()));
    }

    /** Returns what comes after an attempt. */
    public NextMove next(Delivery delivery, Attempt attempt, EndpointSettings endpoint) {
        return rules.after(attempt, delivery.trigger(), endpoint);
    }

    /**
     * Returns the outcome after an attempt: delivered, waiting for its next step, or a dead letter.
     */
    public Outcome attempted(Work work, Attempt attempt, NextMove next) {
        Delivery delivery = work.delivery();
        return switch (next) {
            case NextMove.Finish _ -> finished(work, attempt).after(attempt, Optional.empty());
            case NextMove.Retry retry ->
                    retried(work, attempt, retry).after(attempt, Optional.of(retry.delay()));
            case NextMove.GiveUp(DeadLetterReason reason) ->
                    deadLetter(work, delivery.after(attempt, Optional.empty()), reason)
                            .after(attempt, Optional.empty());
        };
    }

    /** Makes a dead letter of the delivery, without an attempt. */
    Outcome deadLetter(Work work, DeadLetterReason reason) {
        return deadLetter(work, work.delivery(), reason);
    }

    /** Cancels the delivery, without an attempt: its endpoint was deleted, or its event erased. */
    Outcome cancelled(Work work) {
        Delivery delivery = work.delivery();
        DeliveryStatus cancelled = new DeliveryStatus.Cancelled();
        return outcome(
                work,
                List.of(history(delivery, cancelled, delivery.attempts())),
                least(delivery, cancelled));
    }

    /** Parks the delivery, which is not attempted yet: its lane has no room for it for a while. */
    public Outcome parked(Work work, ParkReason reason, Duration wait) {
        Duration untilTurn = reason.knowsTheTurn() ? wait : Duration.ZERO;
        return parked(work, reason, wait, clock.millis() + untilTurn.toMillis());
    }

    private Outcome parked(Work work, ParkReason reason, Duration wait, long turnMillis) {
        meter.parked(reason);
        long now = clock.millis();
        DelayTopic delay = parkedDelays.next(work.parking(), reason, wait, now);
        ProducerRecord<byte[], byte[]> record = record(delay.name(), work.delivery());
        Parking parking = reason == ParkReason.FAULT ? work.parking().faulted() : work.parking();
        parking.again(now, turnMillis).because(why(work, reason)).addTo(record.headers());
        return away(work, List.of(record), delay, refused(work.delivery()));
    }

    /** Returns why it waits: that its time has not come says nothing new. */
    private static String why(Work work, ParkReason reason) {
        return reason == ParkReason.NOT_DUE ? work.parking().reason() : reason.wireName();
    }

    /** Keeps the delivery waiting, not attempted yet: its time or turn is still ahead. */
    public Outcome notDue(Work work, Duration remaining) {
        if (work.parking().happened()) {
            return parked(work, ParkReason.NOT_DUE, remaining, work.parking().turnMillis());
        }
        meter.parked(ParkReason.NOT_DUE);
        DelayTopic delay = delays.fitting(remaining);
        return away(
                work,
                List.of(record(delay.name(), work.delivery())),
                delay,
                refused(work.delivery()));
    }

    /**
     * Copies a delivery that has been in its lane for long to where it holds up no others, while
     * its attempt is in flight.
     */
    public Outcome leased(Work work) {
        meter.leased();
        ProducerRecord<byte[], byte[]> copy = record(topics.leases(), work.delivery());
        if (work.parking().happened()) {
            work.parking().addTo(copy.headers());
        }
        return outcome(work, List.of(copy), refused(work.delivery())).copy();
    }

    /** Returns the outcome of a delivery handled before: nothing is to be written. */
    public Outcome duplicate(Work work) {
        meter.duplicate();
        return new Outcome(work.partition(), work.offset(), List.of());
    }

    /**
     * Rejects a record that is not a delivery, as it came or as much of it as fits, with the
     * reason.
     */
    public Outcome unreadable(
            OwnedPartition partition, ConsumerRecord<byte[], byte[]> record, String detail) {
        meter.unreadable();
        return new Outcome(
                partition,
                record.offset(),
                List.of(
                        RejectedCopy.of(
                                new ProducerRecord<>(
                                        topics.rejected(),
                                        partitions.like(topics.rejected(), record.partition()),
                                        record.key(),
                                        record.value(),
                                        record.headers()),
                                "unreadable_delivery",
                                detail,
                                new RejectedCopy.Source(
                                        record.topic(), record.partition(), record.offset()))));
    }

    private Outcome finished(Work work, Attempt attempt) {
        Delivery delivery = work.delivery();
        DeliveryStatus delivered = new DeliveryStatus.Delivered();
        List<Attempt> attempts = delivery.allAttempts(attempt);
        return outcome(
                work,
                List.of(history(delivery, delivered, attempts)),
                least(delivery, delivered, attempts));
    }

    private Outcome retried(Work work, Attempt attempt, NextMove.Retry retry) {
        Delivery delivery = work.delivery();
        DelayTopic delay = topics.retry(retry.step());
        Instant nextAttemptAt = attempt.endedAt().plus(retry.delay());
        Delivery waiting =
                delivery.after(
                        attempt,
                        retry.longerThanStep() ? Optional.of(nextAttemptAt) : Optional.empty());
        return away(
                work,
                List.of(
                        record(delay.name(), waiting),
                        history(
                                delivery,
                                new DeliveryStatus.Waiting(nextAttemptAt),
                                waiting.attempts())),
                delay,
                refused(waiting));
    }

    private Outcome deadLetter(Work work, Delivery delivery, DeadLetterReason reason) {
        DeliveryStatus dead = new DeliveryStatus.Dead(reason);
        ProducerRecord<byte[], byte[]> letter = record(topics.deadLetters(), delivery);
        letter.headers().add(DeliveryRecords.REASON_HEADER, reason.wireName().getBytes(UTF_8));
        return outcome(
                work,
                List.of(letter, history(delivery, dead, delivery.attempts())),
                least(delivery, dead));
    }

    private ProducerRecord<byte[], byte[]> record(String topic, Delivery delivery) {
        ProducerRecord<byte[], byte[]> whole = recordOf(topic, delivery);
        return RecordSize.fits(whole) ? whole : recordOf(topic, delivery.withLeastAttempts());
    }

    private ProducerRecord<byte[], byte[]> recordOf(String topic, Delivery delivery) {
        return new ProducerRecord<>(
                topic,
                partitions.of(topic, delivery.endpoint()),
                DeliveryRecords.key(delivery),
                delivery.payload().bytes(),
                DeliveryRecords.headers(delivery));
    }

    private ProducerRecord<byte[], byte[]> history(
            Delivery delivery, DeliveryStatus status, List<Attempt> attempts) {
        meter.decided(delivery, status);
        DeliveryHistory history = DeliveryHistory.of(delivery, status, attempts, clock.instant());
        ProducerRecord<byte[], byte[]> whole = recordOf(history);
        return RecordSize.fits(whole) ? whole : recordOf(history.withLeastAttempts());
    }

    private ProducerRecord<byte[], byte[]> recordOf(DeliveryHistory history) {
        return new ProducerRecord<>(
                topics.history(),
                partitions.of(topics.history(), history.endpoint()),
                HistoryCodec.key(history.id()),
                HistoryCodec.write(history));
    }

    /** Returns the history of a delivery that can't be written to wait for its next attempt. */
    private DeliveryHistory refused(Delivery waiting) {
        return least(waiting, new DeliveryStatus.Dead(DeadLetterReason.UNWRITABLE));
    }

    private DeliveryHistory least(Delivery delivery, DeliveryStatus status) {
        return least(delivery, status, delivery.attempts());
    }

    private DeliveryHistory least(
            Delivery delivery, DeliveryStatus status, List<Attempt> attempts) {
        return DeliveryHistory.of(delivery, status, attempts, clock.instant()).withLeastAttempts();
    }

    /**
     * Returns the outcome of a delivery that waits in that delay topic, or nowhere if its event is
     * erased.
     */
    private Outcome away(
            Work work,
            List<ProducerRecord<byte[], byte[]>> writes,
            DelayTopic delay,
            DeliveryHistory ifRefused) {
        Outcome outcome = outcome(work, writes, ifRefused);
        return outcome.writes().isEmpty()
                ? outcome
                : outcome.awayFor(partitions.longest(delay, work.delivery().endpoint()));
    }

    /**
     * Returns the outcome; nothing more is written of an erased event, so that no newer copy of it
     * appears.
     */
    private Outcome outcome(
            Work work, List<ProducerRecord<byte[], byte[]>> writes, DeliveryHistory ifRefused) {
        return isErased(work.delivery())
                ? new Outcome(work.partition(), work.offset(), List.of())
                : new Outcome(work.partition(), work.offset(), writes, Optional.of(ifRefused));
    }
}

package dev.hooklane.lane;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.retry.NextMove;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one delivery to its outcome, with the settings its endpoint has now. Called on a virtual
 * thread for each attempt; what goes wrong in here never loses the delivery.
 */
final class AttemptRunner {
    private static final Logger log = LoggerFactory.getLogger(AttemptRunner.class);

    /** How long a new endpoint may take to be known here after its first event was published. */
    private static final Duration ENDPOINT_KNOWN_WITHIN = Duration.ofMinutes(1);

    private static final Duration SOON = Duration.ofSeconds(10);

    /**
     * After so many faults, and not before so long, a delivery ends: until then it can be mended.
     */
    static final int FAULTS_MIN = 20;

    static final Duration FAULTED_FOR = Duration.ofDays(1);

    private final EndpointDirectory directory;
    private final AttemptSender sender;
    private final EndpointWatch watch;
    private final OutcomeWriter outcomes;
    private final AttemptLog attemptLog;
    private final DeliveryMeter meter;
    private final InstantSource clock;

    AttemptRunner(
            EndpointDirectory directory,
            AttemptSender sender,
            EndpointWatch watch,
            OutcomeWriter outcomes,
            AttemptLog attemptLog,
            DeliveryMeter meter,
            InstantSource clock) {
        this.directory = directory;
        this.sender = sender;
        this.watch = watch;
        this.outcomes = outcomes;
        this.attemptLog = attemptLog;
        this.meter = meter;
        this.clock = clock;
    }

    Outcome run(Work work) {
        try {
            if (outcomes.isErased(work.delivery())) {
                return outcomes.cancelled(work);
            }
            Optional<Endpoint> endpoint = directory.find(work.delivery().endpoint());
            return endpoint.isEmpty() ? unknown(work) : known(work, endpoint.get());
        } catch (Throwable e) {
            return faulted(work, e);
        }
    }

    private Outcome faulted(Work work, Throwable e) {
        int faults = work.parking().faults() + 1;
        Duration age = Duration.ofMillis(work.parking().ageMillis(clock.millis()));
        boolean last = faults >= FAULTS_MIN && age.compareTo(FAULTED_FOR) >= 0;
        log.error(
                "delivery.faulted delivery={} faults={} last={}",
                work.delivery().id(),
                faults,
                last,
                e);
        return last
                ? outcomes.deadLetter(work, DeadLetterReason.INTERNAL_ERROR)
                : outcomes.parked(work, ParkReason.FAULT, SOON);
    }

    private Outcome known(Work work, Endpoint endpoint) {
        return switch (endpoint.state()) {
            case EndpointState.Enabled _ -> attempt(work, endpoint);
            case EndpointState.Paused _ ->
                    outcomes.deadLetter(work, DeadLetterReason.ENDPOINT_PAUSED);
            case EndpointState.Disabled _ ->
                    outcomes.deadLetter(work, DeadLetterReason.ENDPOINT_DISABLED);
        };
    }

    private Outcome attempt(Work work, Endpoint endpoint) {
        Delivery delivery = work.delivery();
        Attempt attempt = sender.send(delivery, endpoint);
        meter.attempted(
                delivery,
                attempt,
                Duration.ofMillis(work.parking().ageMillis(attempt.startedAt().toEpochMilli())));
        NextMove next = outcomes.next(delivery, attempt, endpoint.settings());
        if (!outcomes.isErased(delivery)) {
            watch.attempted(delivery, endpoint, attempt, next, work.partition()::owned);
        }
        Outcome outcome = outcomes.attempted(work, attempt, next);
        attemptLog.attempted(delivery, attempt, outcome);
        return outcome;
    }

    /** Deleted, or made so lately on another instance that this one has not read of it yet. */
    private Outcome unknown(Work work) {
        Delivery delivery = work.delivery();
        Instant knownBy = delivery.event().publishedAt().plus(ENDPOINT_KNOWN_WITHIN);
        boolean maybeNew =
                !directory.wasDeleted(delivery.endpoint()) && clock.instant().isBefore(knownBy);
        return maybeNew
                ? outcomes.parked(work, ParkReason.ENDPOINT_UNKNOWN, SOON)
                : outcomes.cancelled(work);
    }
}

package dev.hooklane.attempt;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.offset.Outcome;
import dev.hooklane.quiet.QuietLog;
import dev.hooklane.retry.NextMove;
import dev.hooklane.supervision.OutOfMemory;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one delivery to its outcome, with the endpoint's current settings. Called on a virtual
 * thread for each attempt; an error in here never loses the delivery.
 */
public final class AttemptRunner {
    private static final Logger log = LoggerFactory.getLogger(AttemptRunner.class);

    private static final Duration SOON = Duration.ofSeconds(10);

    /**
     * A delivery ends only after this many faults over at least {@link #FAULTED_FOR}; until then we
     * can still fix the cause.
     */
    static final int FAULTS_MIN = 20;

    static final Duration FAULTED_FOR = Duration.ofDays(1);

    private final QuietLog quiet = new QuietLog(10);
    private final EndpointDirectory directory;
    private final BooleanSupplier allEndpointsRead;
    private final AttemptSender sender;
    private final EndpointWatch watch;
    private final OutcomeWriter outcomes;
    private final OutcomeWriter uncounted;
    private final AttemptLog attemptLog;
    private final AttemptMeter meter;

    public AttemptRunner(
            EndpointAccess endpoints,
            OutcomeWriter outcomes,
            AttemptLog attemptLog,
            AttemptMeter meter) {
        this.directory = endpoints.directory();
        this.allEndpointsRead = endpoints.allRead();
        this.sender = endpoints.sender();
        this.watch = endpoints.watch();
        this.outcomes = outcomes;
        this.uncounted = outcomes.uncounted();
        this.attemptLog = attemptLog;
        this.meter = meter;
    }

    public Outcome run(Work work) {
        try {
            if (outcomes.isErased(work.delivery())) {
                return outcomes.cancelled(work);
            }
            Optional<Endpoint> endpoint = directory.find(work.delivery().endpoint());
            return endpoint.isEmpty() ? unknown(work) : known(work, endpoint.get());
        } catch (NotAttemptedException e) {
            log.debug(
                    "delivery.not_attempted delivery={} {}", work.delivery().id(), e.getMessage());
            return outcomes.parked(work, e.reason(), SOON);
        } catch (Throwable e) {
            OutOfMemory.endProcessIfCause(e);
            return faulted(work, e);
        }
    }

    private Outcome faulted(Work work, Throwable e) {
        int faults = work.parking().faults() + 1;
        boolean last = faults >= FAULTS_MIN && outcomes.parkedFor(work).compareTo(FAULTED_FOR) >= 0;
        quiet.line(e.getClass().getName())
                .ifPresent(untold ->
                        log.error(
                                "delivery.faulted delivery={} faults={} last={} untold={}",
                                work.delivery().id(),
                                faults,
                                last,
                                untold,
                                e));
        return last
                ? outcomes.deadLetter(work, DeadLetterReason.INTERNAL_ERROR)
                : outcomes.parked(work, ParkReason.FAULT, SOON);
    }

    private Outcome known(Work work, Endpoint endpoint) {
        if (!endpoint.account().equals(work.delivery().event().account())) {
            return ofAnotherAccount(work, endpoint);
        }
        return switch (endpoint.state()) {
            case EndpointState.Enabled _ when endpoint.isSealed() ->
                    outcomes.parked(work, ParkReason.ENDPOINT_SEALED, SOON);
            case EndpointState.Enabled _ when endpoint.isListener() -> handOver(work, endpoint);
            case EndpointState.Enabled _ -> attempt(work, endpoint);
            case EndpointState.Paused _ ->
                    outcomes.deadLetter(work, DeadLetterReason.ENDPOINT_PAUSED);
            case EndpointState.Disabled _ ->
                    outcomes.deadLetter(work, DeadLetterReason.ENDPOINT_DISABLED);
        };
    }

    /** Never sends one account's event to another one's endpoint, whoever wrote the record. */
    private Outcome ofAnotherAccount(Work work, Endpoint endpoint) {
        quiet.line("of_another_account")
                .ifPresent(untold ->
                        log.error(
                                "delivery.of_another_account delivery={} account={} endpoint={} of={} untold={} is cancelled",
                                work.delivery().id(),
                                work.delivery().event().account(),
                                endpoint.id(),
                                endpoint.account(),
                                untold));
        return outcomes.cancelled(work);
    }

    private Outcome attempt(Work work, Endpoint endpoint) {
        Delivery delivery = work.delivery();
        Attempt attempt = send(work, endpoint);
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

    private Attempt send(Work work, Endpoint endpoint) {
        Attempt made = sender.send(work.delivery(), endpoint);
        return work.parking().asWait().map(made::after).orElse(made);
    }

    /** Does the same for a listener, which has no health and causes no alerts. */
    private Outcome handOver(Work work, Endpoint endpoint) {
        Attempt attempt = send(work, endpoint);
        NextMove next = uncounted.next(work.delivery(), attempt, endpoint.settings());
        Outcome outcome = uncounted.attempted(work, attempt, next);
        attemptLog.attempted(work.delivery(), attempt, outcome);
        return outcome.after(asAnswered(attempt), Optional.empty());
    }

    /**
     * Returns what a listener's lane learns: how long it took, and no failure. Otherwise its
     * breaker would open, keep the next events from its developer, and count among those of broken
     * networks.
     */
    private static Attempt asAnswered(Attempt attempt) {
        return new Attempt(
                attempt.number(),
                attempt.startedAt(),
                attempt.duration(),
                new AttemptOutcome.Success(200, ""));
    }

    /**
     * Decides on a delivery whose endpoint is unknown: deleted, or not read yet. The instance that
     * made the delivery had read the endpoint. So if reading to the topic's end from now on finds
     * neither the endpoint nor its deletion, Kafka has compacted both away. This needs no clock.
     */
    private Outcome unknown(Work work) {
        EndpointId endpoint = work.delivery().endpoint();
        if (directory.wasDeleted(endpoint)) {
            return outcomes.cancelled(work);
        }
        if (!work.parking().happened() || !allEndpointsRead.getAsBoolean() || directory.isBlank()) {
            return outcomes.parked(work, ParkReason.ENDPOINT_UNKNOWN, SOON);
        }
        Optional<Endpoint> found = directory.find(endpoint);
        if (found.isPresent()) {
            return known(work, found.get());
        }
        quiet.line("endpoint_gone")
                .ifPresent(untold ->
                        log.warn(
                                "delivery.endpoint_gone delivery={} endpoint={} untold={} is cancelled: the topic of endpoints was read to its end and has nothing of it any more",
                                work.delivery().id(),
                                endpoint,
                                untold));
        return outcomes.cancelled(work);
    }
}

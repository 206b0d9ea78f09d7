package dev.hooklane.health;

import dev.hooklane.attempt.EndpointWatch;
import dev.hooklane.delay.DurationText;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointHealth;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.fanout.OwnMarks;
import dev.hooklane.health.FailureLimits.Stage;
import dev.hooklane.quiet.QuietLog;
import dev.hooklane.retry.NextMove;
import dev.hooklane.topic.KafkaUnavailableException;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows each endpoint from its first failure to its next success, and disables endpoints that are
 * gone or fail for too long. Any thread may report an attempt; it waits for Kafka only when
 * something changes.
 *
 * <pre>
 * healthy ─failure─▶ NEW ─1/100─▶ NOTED ─1/10, or a count─▶ TOLD ─1/1─▶ DISABLED ◀─410─ any
 *    ▲                │success       │success                   │success
 *    └────────────────┴──────────────┴──────────────────────────┘ recovered: the record is removed
 * </pre>
 *
 * Records outlive this instance: the next owner reads them from the directory.
 */
public final class HealthWatch implements EndpointWatch {
    private static final Logger log = LoggerFactory.getLogger(HealthWatch.class);

    /** How many failures there are between two sweeps for streaks that are no longer needed. */
    private static final int SWEEP_EVERY = 65_536;

    /** How long the streak of a deleted endpoint is kept while there are attempts of others. */
    private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);

    private final QuietLog quiet = new QuietLog(1);
    private final EndpointDirectory directory;
    private final HealthRecords records;
    private final OperationalEvents events;
    private final FailureLimits limits;
    private final Streaks streaks;
    private final Recoveries recoveries;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.MIN);

    HealthWatch(
            EndpointDirectory directory,
            HealthRecords records,
            OperationalEvents events,
            FailureLimits limits) {
        this.directory = directory;
        this.records = records;
        this.events = events;
        this.limits = limits;
        this.streaks = new Streaks(directory);
        this.recoveries = new Recoveries(directory);
    }

    /**
     * Returns a watch that writes to these topics.
     *
     * @param write writes a record, and returns when Kafka has it
     * @param marks marks Hooklane's own events
     * @param disableAfter how long every attempt must have failed until an endpoint is disabled
     * @param failingAfter after how many failures in a row its account is told
     */
    public static HealthWatch of(
            EndpointDirectory directory,
            Consumer<ProducerRecord<byte[], byte[]>> write,
            Topics topics,
            OwnMarks marks,
            Duration disableAfter,
            int failingAfter) {
        return new HealthWatch(
                directory,
                new HealthRecords(write, topics.endpoints()),
                new OperationalEvents(directory, write, topics.events(), marks),
                new FailureLimits(disableAfter, failingAfter));
    }

    @Override
    public void attempted(
            Delivery delivery,
            Endpoint endpoint,
            Attempt attempt,
            NextMove next,
            BooleanSupplier owned) {
        sweepNowAndThen(attempt.endedAt());
        try {
            if (attempt.outcome().succeeded()) {
                succeeded(endpoint, attempt);
            } else {
                failed(endpoint, new Streaks.Failure(delivery.id().value(), attempt), owned);
            }
        } catch (KafkaUnavailableException e) {
            quiet.line("unwritten")
                    .ifPresent(untold ->
                            log.warn(
                                    "endpoint.health_unwritten endpoint={} untold={} {}",
                                    endpoint.id(),
                                    untold,
                                    e.getMessage()));
        }
        if (next instanceof NextMove.GiveUp(DeadLetterReason reason)
                && reason == DeadLetterReason.EXHAUSTED) {
            exhausted(delivery, attempt);
        }
    }

    private void exhausted(Delivery delivery, Attempt attempt) {
        try {
            events.exhausted(delivery, attempt);
        } catch (KafkaUnavailableException e) {
            quiet.line("exhausted")
                    .ifPresent(untold ->
                            log.warn(
                                    "delivery.exhausted_untold delivery={} untold={} {}",
                                    delivery.id(),
                                    untold,
                                    e.getMessage()));
        }
    }

    private void failed(Endpoint endpoint, Streaks.Failure failure, BooleanSupplier owned) {
        Attempt attempt = failure.attempt();
        countFailure();
        EndpointId id = endpoint.id();
        Streak streak =
                streaks.of(
                        endpoint,
                        failure,
                        limits.longestGap(),
                        owned,
                        health -> recoveries.hasEnded(id, health));
        boolean gone =
                attempt.outcome() instanceof AttemptOutcome.ErrorStatus error && error.isGone();
        Stage due = gone ? Stage.DISABLED : later(limits.stageAfter(streak.tally()), streak);
        if (isToBeWritten(streak, due) && streaks.move(id, streak, due)) {
            try {
                tellOfFailures(endpoint, streak, due, gone, attempt.endedAt());
            } catch (KafkaUnavailableException e) {
                streaks.moveBack(id, streak, due);
                throw e;
            }
        }
    }

    private static Stage later(Stage due, Streak streak) {
        return due.compareTo(streak.stage()) > 0 ? due : streak.stage();
    }

    /**
     * Reports whether the streak has reached another stage, or has moved on within its stage so far
     * that a restart must not forget it.
     */
    private boolean isToBeWritten(Streak streak, Stage due) {
        return switch (due) {
            case NEW -> false;
            case NOTED, TOLD ->
                    due != streak.stage() || limits.isToBeWritten(streak.written(), streak.tally());
            case DISABLED -> due != streak.stage();
        };
    }

    private void tellOfFailures(
            Endpoint endpoint, Streak streak, Stage due, boolean gone, Instant now) {
        switch (due) {
            case NEW -> {}
            case NOTED -> records.failing(endpoint, streak, false);
            case TOLD -> {
                if (streak.stage() != Stage.TOLD) {
                    Duration left = limits.disableAfter().minus(streak.tally().counted());
                    events.failing(endpoint, streak.since(), now.plus(left), now);
                    log.info(
                            "endpoint.failing endpoint={} since={}", endpoint.id(), streak.since());
                }
                records.failing(endpoint, streak, true);
            }
            case DISABLED -> {
                String reason =
                        gone
                                ? "it answered 410 Gone"
                                : "every attempt failed for "
                                        + DurationText.format(limits.disableAfter());
                events.disabled(endpoint, reason, now);
                records.disabled(endpoint, reason, now);
                log.info("endpoint.disabled endpoint={} reason={}", endpoint.id(), reason);
            }
        }
    }

    private void succeeded(Endpoint endpoint, Attempt attempt) {
        EndpointId id = endpoint.id();
        Optional<Streak> streak = streaks.end(id);
        Optional<EndpointHealth> written = directory.health(id);
        if (written.isEmpty() && streak.stream().allMatch(one -> one.stage() == Stage.NEW)) {
            recoveries.forget(id);
            return;
        }
        if (written.isPresent()
                && written.get() instanceof EndpointHealth.Failing failing
                && failing.appliesTo(endpoint)) {
            recovered(endpoint, failing.since(), failing.told(), attempt.endedAt());
        } else if (streak.isPresent()
                && streak.get().isOf(endpoint)
                && streak.get().stage() != Stage.NEW
                && streak.get().stage() != Stage.DISABLED) {
            // It was written a moment ago, and not read back yet.
            boolean told = streak.get().stage() == Stage.TOLD;
            recovered(endpoint, streak.get().since(), told, attempt.endedAt());
        }
    }

    private void recovered(Endpoint endpoint, Instant since, boolean told, Instant at) {
        if (!recoveries.begin(endpoint.id(), since, at)) {
            return;
        }
        try {
            tellOfRecovery(endpoint, since, told, at);
        } catch (KafkaUnavailableException e) {
            recoveries.forget(endpoint.id());
            throw e;
        }
    }

    private void tellOfRecovery(Endpoint endpoint, Instant since, boolean told, Instant at) {
        if (told) {
            events.recovered(endpoint, since, at);
            log.info("endpoint.recovered endpoint={} since={}", endpoint.id(), since);
        }
        records.healthy(endpoint);
    }

    private void countFailure() {
        if (failures.incrementAndGet() % SWEEP_EVERY == 0) {
            streaks.sweep();
            recoveries.sweep();
        }
    }

    private void sweepNowAndThen(Instant now) {
        Instant next = nextSweep.get();
        if (now.isAfter(next) && nextSweep.compareAndSet(next, now.plus(SWEEP_INTERVAL))) {
            streaks.sweep();
            recoveries.forgetDeleted();
        }
    }

    /** Returns how many endpoints are remembered. */
    int remembered() {
        return streaks.size() + recoveries.size();
    }
}

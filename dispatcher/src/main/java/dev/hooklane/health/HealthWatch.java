package dev.hooklane.health;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointHealth;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.health.FailureLimits.Stage;
import dev.hooklane.lane.EndpointWatch;
import dev.hooklane.retry.DurationText;
import dev.hooklane.retry.NextMove;
import dev.hooklane.topology.KafkaUnavailableException;
import dev.hooklane.topology.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows each endpoint from its first failure to its next success, and disables what is gone or
 * fails for too long. Any thread may tell it of an attempt; it waits for Kafka only when something
 * changes.
 *
 * <pre>
 * healthy ─failure─▶ NEW ─1/100─▶ NOTED ─1/10─▶ TOLD ─1/1─▶ DISABLED ◀─410─ any
 *    ▲                │success       │success      │success
 *    └────────────────┴──────────────┴─────────────┘ recovered: what was written is removed
 * </pre>
 *
 * What is written outlives this instance: the next owner reads it from the directory.
 */
public final class HealthWatch implements EndpointWatch {
    private static final Logger log = LoggerFactory.getLogger(HealthWatch.class);
    private static final int GONE = 410;

    /** How many failures lie between two looks for streaks that are of no more use. */
    private static final int SWEEP_EVERY = 65_536;

    /** A record that was written and not read back by then was overwritten. */
    private static final Duration READ_BACK_WITHIN = Duration.ofSeconds(10);

    private final EndpointDirectory directory;
    private final HealthRecords records;
    private final OperationalEvents events;
    private final FailureLimits limits;
    private final Map<EndpointId, Streak> streaks = new ConcurrentHashMap<>();
    private final Map<EndpointId, Recovery> recoveries = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();

    /** That a success has ended what was written of the failures since then. */
    private record Recovery(Instant since, Instant at) {}

    HealthWatch(
            EndpointDirectory directory,
            HealthRecords records,
            OperationalEvents events,
            Duration disableAfter) {
        this.directory = directory;
        this.records = records;
        this.events = events;
        this.limits = new FailureLimits(disableAfter);
    }

    /**
     * A watch that writes to these topics.
     *
     * @param write returns when Kafka has the record
     */
    public static HealthWatch of(
            EndpointDirectory directory,
            Consumer<ProducerRecord<byte[], byte[]>> write,
            Topics topics,
            Duration disableAfter) {
        return new HealthWatch(
                directory,
                new HealthRecords(write, topics.endpoints()),
                new OperationalEvents(directory, write, topics.events()),
                disableAfter);
    }

    @Override
    public void attempted(
            Delivery delivery,
            Endpoint endpoint,
            Attempt attempt,
            NextMove next,
            BooleanSupplier owned) {
        try {
            if (attempt.outcome().succeeded()) {
                succeeded(endpoint, attempt);
            } else {
                failed(endpoint, attempt, owned);
            }
        } catch (KafkaUnavailableException e) {
            log.warn("endpoint.health_unwritten endpoint={} {}", endpoint.id(), e.getMessage());
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
            log.warn("delivery.exhausted_untold delivery={} {}", delivery.id(), e.getMessage());
        }
    }

    private void failed(Endpoint endpoint, Attempt attempt, BooleanSupplier owned) {
        sweepNowAndThen();
        Streak streak =
                streaks.compute(
                        endpoint.id(),
                        (_, known) ->
                                known != null && known.isOf(endpoint)
                                        ? known
                                        : begin(endpoint, attempt, owned));
        boolean gone =
                attempt.outcome() instanceof AttemptOutcome.ErrorStatus(int status, _, _)
                        && status == GONE;
        Duration failing = Duration.between(streak.since(), attempt.endedAt());
        Stage due = gone ? Stage.DISABLED : limits.stageAfter(failing);
        if (due.compareTo(streak.stage()) > 0 && moved(endpoint, streak, due)) {
            try {
                write(endpoint, streak, due, gone, attempt.endedAt());
            } catch (KafkaUnavailableException e) {
                // The next failure tries again.
                streaks.replace(endpoint.id(), streak.at(due), streak);
                throw e;
            }
        }
    }

    /** A new streak, or the one that was written down before this instance began. */
    private Streak begin(Endpoint endpoint, Attempt attempt, BooleanSupplier owned) {
        return directory
                .health(endpoint.id())
                .filter(health -> health.appliesTo(endpoint) && !ended(endpoint, health))
                .map(health ->
                        switch (health) {
                            case EndpointHealth.Failing(
                                            Instant version,
                                            Instant since,
                                            boolean told) ->
                                    new Streak(
                                            version, since, told ? Stage.TOLD : Stage.NOTED, owned);
                            case EndpointHealth.Disabled(Instant version, _, Instant at) ->
                                    new Streak(version, at, Stage.DISABLED, owned);
                        })
                .orElseGet(() ->
                        new Streak(endpoint.updatedAt(), attempt.startedAt(), Stage.NEW, owned));
    }

    /** Whether a success has ended it, and this was not read back yet. */
    private boolean ended(Endpoint endpoint, EndpointHealth health) {
        Recovery recovery = recoveries.get(endpoint.id());
        return recovery != null
                && health instanceof EndpointHealth.Failing failing
                && failing.since().equals(recovery.since());
    }

    /** Whether this thread, and no other, is to act on the streak's new stage. */
    private boolean moved(Endpoint endpoint, Streak streak, Stage due) {
        return streaks.replace(endpoint.id(), streak, streak.at(due));
    }

    private void write(Endpoint endpoint, Streak streak, Stage due, boolean gone, Instant now) {
        switch (due) {
            case NEW -> {}
            case NOTED -> records.failing(endpoint, streak.since(), false);
            case TOLD -> {
                Instant disabledFrom = streak.since().plus(limits.disableAfter());
                events.failing(endpoint, streak.since(), disabledFrom, now);
                records.failing(endpoint, streak.since(), true);
                log.info("endpoint.failing endpoint={} since={}", endpoint.id(), streak.since());
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
        Streak streak = streaks.remove(endpoint.id());
        Optional<EndpointHealth> written = directory.health(endpoint.id());
        if (written.isEmpty() && (streak == null || streak.stage() == Stage.NEW)) {
            recoveries.remove(endpoint.id());
            return;
        }
        if (written.isPresent()
                && written.get() instanceof EndpointHealth.Failing failing
                && failing.appliesTo(endpoint)) {
            recovered(endpoint, failing.since(), failing.told(), attempt);
        } else if (streak != null
                && streak.isOf(endpoint)
                && streak.stage() != Stage.NEW
                && streak.stage() != Stage.DISABLED) {
            // Written a moment ago, and not read back yet.
            recovered(endpoint, streak.since(), streak.stage() == Stage.TOLD, attempt);
        }
    }

    private void recovered(Endpoint endpoint, Instant since, boolean told, Attempt attempt) {
        Recovery recovery = new Recovery(since, attempt.endedAt());
        Recovery before = recoveries.put(endpoint.id(), recovery);
        if (before != null
                && before.since().equals(since)
                && recovery.at().isBefore(before.at().plus(READ_BACK_WITHIN))) {
            recoveries.put(endpoint.id(), before);
            return;
        }
        try {
            write(endpoint, since, told, attempt);
        } catch (KafkaUnavailableException e) {
            // The next success tries again.
            recoveries.remove(endpoint.id());
            throw e;
        }
    }

    private void write(Endpoint endpoint, Instant since, boolean told, Attempt attempt) {
        if (told) {
            events.recovered(endpoint, since, attempt.endedAt());
            log.info("endpoint.recovered endpoint={} since={}", endpoint.id(), since);
        }
        records.healthy(endpoint);
    }

    /** Forgets endpoints that are deleted or have moved to another instance. */
    private void sweepNowAndThen() {
        if (failures.incrementAndGet() % SWEEP_EVERY == 0) {
            streaks.entrySet()
                    .removeIf(entry ->
                            !entry.getValue().owned().getAsBoolean()
                                    || directory.find(entry.getKey()).isEmpty());
            recoveries.keySet().removeIf(id -> directory.health(id).isEmpty());
        }
    }
}

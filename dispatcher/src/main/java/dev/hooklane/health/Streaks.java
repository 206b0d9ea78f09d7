package dev.hooklane.health;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointHealth;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.FailureTally;
import dev.hooklane.health.FailureLimits.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The failures in a row of each endpoint that this instance owns. Any thread may ask. */
final class Streaks {
    private final EndpointDirectory directory;
    private final Map<EndpointId, Streak> streaks = new ConcurrentHashMap<>();

    Streaks(EndpointDirectory directory) {
        this.directory = directory;
    }

    /**
     * Returns the streak that this failed attempt belongs to: the known one, the one written down
     * before this instance began, or a new one.
     *
     * @param longestGap how much a time without attempts counts at most
     * @param over whether the failures that are written down are over, although the record can
     *     still be read
     */
    Streak of(
            Endpoint endpoint,
            Failure failure,
            Duration longestGap,
            BooleanSupplier owned,
            Predicate<EndpointHealth> over) {
        return streaks.compute(
                endpoint.id(),
                (_, known) ->
                        known != null && known.isOf(endpoint)
                                ? known.with(failure.after(known.tally(), longestGap))
                                : begin(endpoint, failure, longestGap, owned, over));
    }

    /** A failed attempt. */
    record Failure(String delivery, Attempt attempt) {
        FailureTally after(FailureTally before, Duration longestGap) {
            return before.and(attempt.endedAt(), delivery, longestGap);
        }

        FailureTally alone() {
            return FailureTally.first(attempt.duration(), attempt.endedAt(), delivery);
        }
    }

    private Streak begin(
            Endpoint endpoint,
            Failure failure,
            Duration longestGap,
            BooleanSupplier owned,
            Predicate<EndpointHealth> over) {
        return directory
                .health(endpoint.id())
                .filter(health -> health.appliesTo(endpoint) && !over.test(health))
                .map(health ->
                        switch (health) {
                            case EndpointHealth.Failing(
                                            Instant version,
                                            Instant since,
                                            boolean told,
                                            FailureTally tally) ->
                                    new Streak(
                                            version,
                                            since,
                                            failure.after(tally, longestGap),
                                            told ? Stage.TOLD : Stage.NOTED,
                                            tally.counted(),
                                            owned);
                            case EndpointHealth.Disabled(Instant version, _, Instant at) ->
                                    new Streak(
                                            version,
                                            at,
                                            failure.alone(),
                                            Stage.DISABLED,
                                            Duration.ZERO,
                                            owned);
                        })
                .orElseGet(() ->
                        new Streak(
                                endpoint.updatedAt(),
                                failure.attempt().startedAt(),
                                failure.alone(),
                                Stage.NEW,
                                Duration.ZERO,
                                owned));
    }

    /** Moves the streak to a stage; returns whether this thread, and no other, must act on it. */
    boolean move(EndpointId id, Streak streak, Stage due) {
        return replace(id, streak, streak, streak.at(due, streak.tally().counted()));
    }

    /**
     * Moves the streak back, since acting on the new stage failed; the next failure tries again.
     */
    void moveBack(EndpointId id, Streak streak, Stage due) {
        var _ = replace(id, streak, streak.at(due, streak.tally().counted()), streak);
    }

    /**
     * Replaces stage and time written, whatever failures other threads have counted in the
     * meantime.
     */
    private boolean replace(EndpointId id, Streak streak, Streak from, Streak to) {
        AtomicBoolean replaced = new AtomicBoolean();
        streaks.computeIfPresent(
                id,
                (_, known) -> {
                    replaced.set(
                            known.continues(streak)
                                    && known.stage() == from.stage()
                                    && known.written().equals(from.written()));
                    return replaced.get() ? known.at(to.stage(), to.written()) : known;
                });
        return replaced.get();
    }

    /** Ends a streak after a success; returns it, if there was one. */
    Optional<Streak> end(EndpointId id) {
        return Optional.ofNullable(streaks.remove(id));
    }

    int size() {
        return streaks.size();
    }

    /** Forgets endpoints that are deleted or have moved to another instance. */
    void sweep() {
        streaks.entrySet()
                .removeIf(entry ->
                        !entry.getValue().owned().getAsBoolean()
                                || directory.find(entry.getKey()).isEmpty());
    }
}

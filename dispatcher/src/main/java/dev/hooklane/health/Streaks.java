package dev.hooklane.health;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointHealth;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.health.FailureLimits.Stage;
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
     * The streak that this failed attempt belongs to: the known one, the one that was written down
     * before this instance began, or a new one.
     *
     * @param over whether what is written down is over, although it can still be read
     */
    Streak of(
            Endpoint endpoint,
            Attempt attempt,
            BooleanSupplier owned,
            Predicate<EndpointHealth> over) {
        return streaks.compute(
                endpoint.id(),
                (_, known) ->
                        known != null && known.isOf(endpoint)
                                ? known.withOneMore()
                                : begin(endpoint, attempt, owned, over));
    }

    private Streak begin(
            Endpoint endpoint,
            Attempt attempt,
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
                                            boolean told) ->
                                    new Streak(
                                            version,
                                            since,
                                            1,
                                            told ? Stage.TOLD : Stage.NOTED,
                                            owned);
                            case EndpointHealth.Disabled(Instant version, _, Instant at) ->
                                    new Streak(version, at, 1, Stage.DISABLED, owned);
                        })
                .orElseGet(() ->
                        new Streak(endpoint.updatedAt(), attempt.startedAt(), 1, Stage.NEW, owned));
    }

    /** Moves it on; whether this thread, and no other, is to act on the new stage. */
    boolean move(EndpointId id, Streak streak, Stage due) {
        return replaceStage(id, streak, streak.stage(), due);
    }

    /** Acting on the new stage failed: the next failure tries again. */
    void moveBack(EndpointId id, Streak streak, Stage due) {
        var _ = replaceStage(id, streak, due, streak.stage());
    }

    /** Whatever failures others have counted in the meantime. */
    private boolean replaceStage(EndpointId id, Streak streak, Stage from, Stage to) {
        AtomicBoolean replaced = new AtomicBoolean();
        streaks.computeIfPresent(
                id,
                (_, known) -> {
                    replaced.set(known.continues(streak) && known.stage() == from);
                    return replaced.get() ? known.at(to) : known;
                });
        return replaced.get();
    }

    /** The streak that a success has ended, if there was one. */
    Optional<Streak> end(EndpointId id) {
        return Optional.ofNullable(streaks.remove(id));
    }

    /** Forgets endpoints that are deleted or have moved to another instance. */
    void sweep() {
        streaks.entrySet()
                .removeIf(entry ->
                        !entry.getValue().owned().getAsBoolean()
                                || directory.find(entry.getKey()).isEmpty());
    }
}

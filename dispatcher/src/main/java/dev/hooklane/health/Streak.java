package dev.hooklane.health;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.FailureTally;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * An endpoint's failures in a row, as this instance has seen them.
 *
 * @param version the endpoint's version; any change by the account starts a new streak
 * @param since the start of the first failed attempt
 * @param tally the tally of all failures
 * @param written how much failing time was written down
 * @param owned whether no other instance can have seen a success since
 */
record Streak(
        Instant version,
        Instant since,
        FailureTally tally,
        FailureLimits.Stage stage,
        Duration written,
        BooleanSupplier owned) {
    boolean isOf(Endpoint endpoint) {
        return version.equals(endpoint.updatedAt()) && owned.getAsBoolean();
    }

    /** Reports whether both belong to the same failures in a row. */
    boolean continues(Streak earlier) {
        return version.equals(earlier.version) && since.equals(earlier.since);
    }

    Streak at(FailureLimits.Stage newStage, Duration newWritten) {
        return new Streak(version, since, tally, newStage, newWritten, owned);
    }

    Streak with(FailureTally newTally) {
        return new Streak(version, since, newTally, stage, written, owned);
    }
}

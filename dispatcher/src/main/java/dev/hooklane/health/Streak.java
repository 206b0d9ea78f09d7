package dev.hooklane.health;

import dev.hooklane.endpoint.Endpoint;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * An endpoint's failures in a row, as this instance has seen them.
 *
 * @param version of the endpoint; any change by the account begins anew
 * @param since the start of the first of them
 * @param failures how many this instance has seen
 * @param owned whether nobody else can have seen a success since
 */
record Streak(
        Instant version,
        Instant since,
        int failures,
        FailureLimits.Stage stage,
        BooleanSupplier owned) {
    boolean isOf(Endpoint endpoint) {
        return version.equals(endpoint.updatedAt()) && owned.getAsBoolean();
    }

    /** Whether both are of the same failures in a row. */
    boolean continues(Streak earlier) {
        return version.equals(earlier.version) && since.equals(earlier.since);
    }

    Streak at(FailureLimits.Stage newStage) {
        return new Streak(version, since, failures, newStage, owned);
    }

    Streak withOneMore() {
        return new Streak(version, since, failures + 1, stage, owned);
    }
}

package dev.hooklane.api;

import dev.hooklane.metrics.Prometheus;
import dev.hooklane.waiting.OpenTransactions;
import dev.hooklane.waiting.WaitingRecords;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What operators look at: what waits, which lanes are in trouble, and how this instance does.
 *
 * @param publishers whose open transactions hold events; for the thread of the metrics alone
 * @param lanes of this instance
 * @param delivering the names of all instances that deliver
 * @param instance the name of this instance
 */
record OperatorParts(
        WaitingRecords waiting,
        OpenTransactions publishers,
        TroubledLanes lanes,
        Supplier<Set<String>> delivering,
        String instance,
        Readiness readiness,
        Prometheus prometheus) {}

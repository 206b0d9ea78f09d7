package dev.hooklane.api;

import dev.hooklane.waiting.OpenTransactions;
import dev.hooklane.waiting.WaitingRecords;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The sources of the API's operator routes.
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
        String instance) {}

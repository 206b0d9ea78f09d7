package dev.hooklane.api;

import dev.hooklane.waiting.OpenTransactions;
import dev.hooklane.waiting.WaitingRecords;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the API tells operators from.
 *
 * @param publishers whose open transactions hold events; for the thread of the metrics alone
 * @param lanes of this instance
 * @param delivering the names of all instances that deliver
 * @param instance this one's name
 */
public record OperatorParts(
        WaitingRecords waiting,
        OpenTransactions publishers,
        TroubledLanes lanes,
        Supplier<Set<String>> delivering,
        String instance) {}

package dev.hooklane.endpoint;

import java.time.Duration;
import java.time.Instant;

/**
 * The weight of an endpoint's consecutive failures. A period without attempts proves nothing about
 * the endpoint, so only part of it counts.
 *
 * @param counted for how long every attempt has failed, with long gaps between attempts shortened
 * @param until when the latest failed attempt ended
 * @param failures how many failures were recorded
 * @param delivery the delivery of the first failure
 * @param several whether the failures belong to more than one delivery
 */
public record FailureTally(
        Duration counted, Instant until, int failures, String delivery, boolean several) {

    /** Returns the tally of a single failure that ended at {@code until}. */
    public static FailureTally first(Duration took, Instant until, String delivery) {
        return new FailureTally(took, until, 1, delivery, false);
    }

    /**
     * Returns the tally when only the start of the failures is known, as in records from before
     * 0.1.
     */
    static FailureTally unknown(Instant since) {
        return new FailureTally(Duration.ZERO, since, 0, "", false);
    }

    /**
     * Returns this tally with one more failure.
     *
     * @param longestGap the most that counts of a period without attempts
     */
    public FailureTally and(Instant at, String ofDelivery, Duration longestGap) {
        Duration gap = Duration.between(until, at);
        Duration counts = gap.compareTo(longestGap) > 0 ? longestGap : gap;
        boolean isLater = gap.isPositive();
        return new FailureTally(
                isLater ? counted.plus(counts) : counted,
                isLater ? at : until,
                failures == Integer.MAX_VALUE ? failures : failures + 1,
                delivery.isEmpty() ? ofDelivery : delivery,
                several || !(delivery.isEmpty() || delivery.equals(ofDelivery)));
    }
}

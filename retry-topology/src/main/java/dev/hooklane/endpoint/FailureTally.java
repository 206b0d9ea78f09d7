package dev.hooklane.endpoint;

import java.time.Duration;
import java.time.Instant;

/**
 * How much an endpoint's failures in a row weigh. A time in which nothing was attempted says
 * nothing of the endpoint, so that only a part of it counts.
 *
 * @param counted for how long every attempt has failed, long gaps between two of them cut
 * @param until when the latest of them ended
 * @param failures how many there are, of those that were written down
 * @param delivery of the first one
 * @param several whether those of another delivery are among them
 */
public record FailureTally(
        Duration counted, Instant until, int failures, String delivery, boolean several) {

    /** One that ended then. */
    public static FailureTally first(Duration took, Instant until, String delivery) {
        return new FailureTally(took, until, 1, delivery, false);
    }

    /** Nothing is known but when it began: how records were written until 0.1. */
    static FailureTally unknown(Instant since) {
        return new FailureTally(Duration.ZERO, since, 0, "", false);
    }

    /**
     * The same with one more.
     *
     * @param longestGap what counts of the time without an attempt, at most
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

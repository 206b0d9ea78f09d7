package dev.hooklane.deadletter;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.EndpointId;
import java.time.Duration;

/** What became of the wish to retry one delivery by hand. */
public sealed interface RetryResult {
    /**
     * It will be attempted once more.
     *
     * @param attempt the number of that attempt
     */
    record Accepted(DeliveryId delivery, int attempt) implements RetryResult {}

    /** It is no dead letter; only those are retried by hand. */
    record NotDead(DeliveryId delivery, DeliveryStatus status) implements RetryResult {}

    /**
     * Its endpoint would not be sent it now.
     *
     * @param state {@code paused}, {@code disabled} or {@code deleted}
     */
    record EndpointNotEnabled(EndpointId endpoint, String state) implements RetryResult {}

    /** Its last retry by hand has no outcome yet. */
    record UnderWay(DeliveryId delivery) implements RetryResult {}

    /**
     * It was retried by hand too often.
     *
     * @param pause until it may be again
     */
    record TooOften(DeliveryId delivery, Duration pause) implements RetryResult {}

    /** The events topic no longer holds its payload. */
    record PayloadGone(DeliveryId delivery) implements RetryResult {}
}

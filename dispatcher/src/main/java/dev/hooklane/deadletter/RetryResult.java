package dev.hooklane.deadletter;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.EndpointId;
import java.time.Duration;

/** The result of asking for a manual retry of one delivery. */
public sealed interface RetryResult {
    /**
     * It will be attempted once more.
     *
     * @param attempt the number of that attempt
     */
    record Accepted(DeliveryId delivery, int attempt) implements RetryResult {}

    /** The delivery has another status than the one that was asked for. */
    record OtherStatus(DeliveryId delivery, DeliveryStatus status) implements RetryResult {}

    /**
     * Its endpoint takes no deliveries now.
     *
     * @param state {@code paused}, {@code disabled} or {@code deleted}
     */
    record EndpointNotEnabled(EndpointId endpoint, String state) implements RetryResult {}

    /** Its last manual retry has no outcome yet. */
    record UnderWay(DeliveryId delivery) implements RetryResult {}

    /**
     * It was retried manually too often.
     *
     * @param pause time until it may be retried again
     */
    record TooOften(DeliveryId delivery, Duration pause) implements RetryResult {}

    /** The events topic no longer holds its payload. */
    record PayloadGone(DeliveryId delivery) implements RetryResult {}
}

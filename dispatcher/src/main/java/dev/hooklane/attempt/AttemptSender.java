package dev.hooklane.attempt;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.endpoint.Endpoint;

/** Makes one attempt, on the calling thread. The result says what the endpoint did. */
public interface AttemptSender {
    /**
     * Makes the attempt.
     *
     * @throws NotAttemptedException if something on our side kept the request from being made
     */
    Attempt send(Delivery delivery, Endpoint endpoint);
}

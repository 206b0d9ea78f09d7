package dev.hooklane.lane;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.endpoint.Endpoint;

/** Makes one attempt, on the calling thread. What the endpoint does is in the result. */
public interface AttemptSender {
    /**
     * Makes it.
     *
     * @throws NotAttemptedException if something of ours kept the request from being made
     */
    Attempt send(Delivery delivery, Endpoint endpoint);
}

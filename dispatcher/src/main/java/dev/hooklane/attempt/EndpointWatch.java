package dev.hooklane.attempt;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.retry.NextMove;
import java.util.function.BooleanSupplier;

/** Learns from attempts what state endpoints are in. */
public interface EndpointWatch {
    /**
     * Learns from an attempt. Called for each one, on its thread, before its outcome is written;
     * may wait for Kafka where the attempt changes something.
     *
     * @param endpoint as it was when the attempt began
     * @param owned whether this instance has owned the endpoint ever since
     */
    void attempted(
            Delivery delivery,
            Endpoint endpoint,
            Attempt attempt,
            NextMove next,
            BooleanSupplier owned);
}

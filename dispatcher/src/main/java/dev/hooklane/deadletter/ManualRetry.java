package dev.hooklane.deadletter;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.event.Payload;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends one dead letter back to its lane for one more attempt, with the same ids and the attempts
 * it had. Any thread may call it; it waits for Kafka.
 *
 * <p>Asked twice at once it writes the same attempt twice; the lane knows the second for a repeat.
 */
public final class ManualRetry {
    private final EndpointDirectory endpoints;
    private final PayloadSource payloads;
    private final RecordSink sink;
    private final String deliveriesTopic;

    public ManualRetry(
            EndpointDirectory endpoints,
            PayloadSource payloads,
            RecordSink sink,
            String deliveriesTopic) {
        this.endpoints = endpoints;
        this.payloads = payloads;
        this.sink = sink;
        this.deliveriesTopic = deliveriesTopic;
    }

    /**
     * Retries the delivery, if it is a dead letter that can be.
     *
     * @throws dev.hooklane.topology.KafkaUnavailableException if Kafka can't be read or written
     */
    public RetryResult retry(DeliveryHistory history) {
        DeliveryId id = history.id();
        if (!(history.status() instanceof DeliveryStatus.Dead)) {
            return new RetryResult.NotDead(id, history.status());
        }
        String state =
                endpoints
                        .find(history.endpoint())
                        .map(Endpoint::state)
                        .map(EndpointState::name)
                        .orElse("deleted");
        if (!state.equals(new EndpointState.Enabled().name())) {
            return new RetryResult.EndpointNotEnabled(history.endpoint(), state);
        }
        return payloads.payload(history.event().id(), history.event().origin())
                .map(payload -> send(history, payload))
                .orElseGet(() -> new RetryResult.PayloadGone(id));
    }

    private RetryResult send(DeliveryHistory history, Payload payload) {
        Delivery delivery = history.again(Trigger.MANUAL, payload);
        sink.write(
                new ProducerRecord<>(
                        deliveriesTopic,
                        null,
                        DeliveryRecords.key(delivery),
                        payload.bytes(),
                        DeliveryRecords.headers(delivery)));
        return new RetryResult.Accepted(history.id(), delivery.attempt());
    }
}

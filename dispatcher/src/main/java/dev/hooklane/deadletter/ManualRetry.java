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
import dev.hooklane.lookup.PayloadSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends one delivery back to its lane for one more attempt, with the same ids and its former
 * attempts: a dead letter, or one that was delivered and is wanted again. Any thread may call it;
 * it waits for Kafka.
 *
 * <p>A delivery is retried one round at a time and not too often. If two instances are asked at
 * once, the same attempt is written twice, and the lane recognises the second as a repeat.
 */
public final class ManualRetry {
    private final EndpointDirectory endpoints;
    private final PayloadSource payloads;
    private final RecordSink sink;
    private final String deliveriesTopic;
    private final RoundsByHand rounds;

    public ManualRetry(
            EndpointDirectory endpoints,
            PayloadSource payloads,
            RecordSink sink,
            String deliveriesTopic,
            InstantSource clock) {
        this.endpoints = endpoints;
        this.payloads = payloads;
        this.sink = sink;
        this.deliveriesTopic = deliveriesTopic;
        this.rounds = new RoundsByHand(clock);
    }

    /**
     * Retries the delivery, if its status allows it.
     *
     * @param wanted the status that it must have; if empty, it must be a dead letter, or a
     *     listener's
     * @throws dev.hooklane.topic.KafkaUnavailableException if Kafka can't be read or written
     */
    public RetryResult retry(DeliveryHistory history, Optional<DeliveryStatus.Kind> wanted) {
        DeliveryId id = history.id();
        if (!mayBeSentAgain(history, wanted)) {
            return new RetryResult.OtherStatus(id, history.status());
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
        return switch (rounds.ask(history)) {
            case RoundsByHand.Answer.Yes _ -> begin(history);
            case RoundsByHand.Answer.UnderWay _ -> new RetryResult.UnderWay(id);
            case RoundsByHand.Answer.TooMany(Duration pause) -> new RetryResult.TooOften(id, pause);
        };
    }

    /**
     * A delivered one is sent again only for who asks for that, so that two people who retry the
     * same dead letter don't send it twice. A listener gets an event again as often as its
     * developer likes.
     */
    private boolean mayBeSentAgain(DeliveryHistory history, Optional<DeliveryStatus.Kind> wanted) {
        return switch (history.status()) {
            case DeliveryStatus.Dead _ -> wanted.map(DeliveryStatus.Kind.DEAD::equals).orElse(true);
            case DeliveryStatus.Delivered _ ->
                    wanted.map(DeliveryStatus.Kind.DELIVERED::equals)
                            .orElseGet(() -> isListeners(history));
            case DeliveryStatus.Waiting _, DeliveryStatus.Cancelled _ -> false;
        };
    }

    private boolean isListeners(DeliveryHistory history) {
        return endpoints.find(history.endpoint()).filter(Endpoint::isListener).isPresent();
    }

    private RetryResult begin(DeliveryHistory history) {
        boolean begun = false;
        try {
            Optional<Payload> payload =
                    payloads.payload(history.event().id(), history.event().origin());
            if (payload.isEmpty()) {
                return new RetryResult.PayloadGone(history.id());
            }
            RetryResult result = send(history, payload.get());
            begun = true;
            return result;
        } finally {
            if (!begun) {
                rounds.takeBack(history);
            }
        }
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

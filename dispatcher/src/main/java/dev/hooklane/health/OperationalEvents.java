package dev.hooklane.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import dev.hooklane.fanout.OwnMarks;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes Hooklane's own events about an account's endpoints, as ordinary events of the account;
 * only those that an endpoint subscribes to. An event's id follows from its content, so a repeat
 * has the same id.
 */
public final class OperationalEvents {
    /** A failed delivery of such an event causes no further event, or it would never end. */
    private static final Set<EventType> OWN =
            Set.of(
                    EventTypes.WEBHOOK_TEST,
                    EventTypes.ENDPOINT_DISABLED,
                    EventTypes.ENDPOINT_FAILING,
                    EventTypes.ENDPOINT_RECOVERED,
                    EventTypes.DELIVERY_EXHAUSTED);

    private static final String ID_PREFIX = "evt_";

    /** The id is longer than one with a time, as a hash is no time. */
    private static final int ID_BYTES = 16;

    private final EndpointDirectory directory;
    private final Consumer<ProducerRecord<byte[], byte[]>> write;
    private final String topic;
    private final OwnMarks marks;

    /**
     * @param write writes a record, and returns when Kafka has it
     */
    public OperationalEvents(
            EndpointDirectory directory,
            Consumer<ProducerRecord<byte[], byte[]>> write,
            String topic,
            OwnMarks marks) {
        this.directory = directory;
        this.write = write;
        this.topic = topic;
        this.marks = marks;
    }

    void failing(Endpoint endpoint, Instant since, Instant disabledFrom, Instant now) {
        Map<String, Object> data = about(endpoint);
        data.put("failingSince", text(since));
        data.put("disabledFrom", text(disabledFrom));
        publish(EventTypes.ENDPOINT_FAILING, endpoint.account(), key(endpoint, since), data, now);
    }

    void recovered(Endpoint endpoint, Instant since, Instant now) {
        Map<String, Object> data = about(endpoint);
        data.put("failingSince", text(since));
        publish(EventTypes.ENDPOINT_RECOVERED, endpoint.account(), key(endpoint, since), data, now);
    }

    void disabled(Endpoint endpoint, String reason, Instant now) {
        Map<String, Object> data = about(endpoint);
        data.put("reason", reason);
        publish(
                EventTypes.ENDPOINT_DISABLED,
                endpoint.account(),
                key(endpoint, endpoint.updatedAt()),
                data,
                now);
    }

    void exhausted(Delivery delivery, Attempt last) {
        if (OWN.contains(delivery.event().type()) || delivery.trigger() == Trigger.TEST) {
            return;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("deliveryId", delivery.id().value());
        data.put("endpointId", delivery.endpoint().value());
        data.put("eventId", delivery.event().id().value());
        data.put("eventType", delivery.event().type().value());
        data.put("attempts", last.number());
        data.put("lastOutcome", last.outcome().label());
        publish(
                EventTypes.DELIVERY_EXHAUSTED,
                delivery.event().account(),
                delivery.id().value() + "/" + last.number(),
                data,
                last.endedAt());
    }

    /** Returns the endpoint's data without the URL, in which customers put credentials. */
    private static Map<String, Object> about(Endpoint endpoint) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("endpointId", endpoint.id().value());
        data.put("description", endpoint.description());
        return data;
    }

    private static String key(Endpoint endpoint, Instant of) {
        return endpoint.id().value() + "/" + of;
    }

    private void publish(
            EventType type, AccountId account, String key, Map<String, Object> data, Instant now) {
        if (directory.subscribers(account, type).isEmpty()) {
            return;
        }
        Event event =
                Event.builder(type)
                        .id(id(type, key))
                        .timestamp(now.truncatedTo(ChronoUnit.MILLIS))
                        .data(data)
                        .build();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic, account.value().getBytes(UTF_8), event.payload().bytes());
        marks.headers(account, event)
                .forEach((name, mark) -> record.headers().add(name, mark.getBytes(UTF_8)));
        write.accept(record);
    }

    static EventId id(EventType type, String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest((type.value() + "/" + key).getBytes(UTF_8));
            return new EventId(ID_PREFIX + HexFormat.of().formatHex(hash, 0, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}

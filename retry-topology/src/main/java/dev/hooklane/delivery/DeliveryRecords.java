package dev.hooklane.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A delivery as a Kafka record. The key is the endpoint's id, and the value is the unchanged
 * payload. Everything else is in headers of UTF-8 text, so that {@code kcat} shows the whole
 * delivery.
 */
public final class DeliveryRecords {
    public static final String VERSION_HEADER = "hooklane-v";
    public static final String DELIVERY_HEADER = "hooklane-delivery";
    public static final String ACCOUNT_HEADER = "hooklane-account";
    public static final String EVENT_HEADER = "hooklane-event";
    public static final String TYPE_HEADER = "hooklane-type";
    public static final String ATTEMPT_HEADER = "hooklane-attempt";
    public static final String TRIGGER_HEADER = "hooklane-trigger";
    public static final String ROUND_HEADER = "hooklane-round";
    public static final String PUBLISHED_HEADER = "hooklane-published";
    public static final String ORIGIN_HEADER = "hooklane-origin";
    public static final String NOT_BEFORE_HEADER = "hooklane-not-before";
    public static final String ATTEMPTS_HEADER = "hooklane-attempts";
    public static final String REASON_HEADER = "hooklane-reason";
    public static final String TRACEPARENT_HEADER = "traceparent";
    public static final String TRACESTATE_HEADER = "tracestate";

    private static final byte[] VERSION = "1".getBytes(UTF_8);
    private static final JsonMapper JSON = JsonMapper.shared();

    private DeliveryRecords() {}

    public static byte[] key(Delivery delivery) {
        return delivery.endpoint().value().getBytes(UTF_8);
    }

    public static Headers headers(Delivery delivery) {
        SourceEvent event = delivery.event();
        RecordHeaders headers = new RecordHeaders();
        headers.add(VERSION_HEADER, VERSION);
        add(headers, DELIVERY_HEADER, delivery.id().value());
        add(headers, ACCOUNT_HEADER, event.account().value());
        add(headers, EVENT_HEADER, event.id().value());
        add(headers, TYPE_HEADER, event.type().value());
        add(headers, ATTEMPT_HEADER, Integer.toString(delivery.attempt()));
        add(headers, TRIGGER_HEADER, delivery.trigger().wireName());
        add(headers, ROUND_HEADER, Integer.toString(delivery.round()));
        add(headers, PUBLISHED_HEADER, Long.toString(event.publishedAt().toEpochMilli()));
        add(headers, ORIGIN_HEADER, event.origin().toString());
        delivery.notBefore()
                .ifPresent(at -> add(headers, NOT_BEFORE_HEADER, Long.toString(at.toEpochMilli())));
        if (!delivery.attempts().isEmpty()) {
            headers.add(ATTEMPTS_HEADER, attempts(delivery.attempts()));
        }
        event.traceparent().ifPresent(trace -> add(headers, TRACEPARENT_HEADER, trace));
        event.tracestate().ifPresent(trace -> add(headers, TRACESTATE_HEADER, trace));
        return headers;
    }

    /**
     * Returns the delivery in a record.
     *
     * @throws IllegalArgumentException if the record is not one that {@link #headers} made
     */
    public static Delivery read(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        if (key == null || value == null) {
            throw new IllegalArgumentException("delivery record without key or value");
        }
        String version = required(headers, VERSION_HEADER);
        if (!version.equals("1")) {
            throw new IllegalArgumentException(
                    "delivery record has version %s; this release reads 1".formatted(version));
        }
        SourceEvent event =
                new SourceEvent(
                        new EventId(required(headers, EVENT_HEADER)),
                        new EventType(required(headers, TYPE_HEADER)),
                        new AccountId(required(headers, ACCOUNT_HEADER)),
                        Instant.ofEpochMilli(Long.parseLong(required(headers, PUBLISHED_HEADER))),
                        SourceEvent.Origin.parse(required(headers, ORIGIN_HEADER)),
                        optional(headers, TRACEPARENT_HEADER),
                        optional(headers, TRACESTATE_HEADER));
        return new Delivery(
                new DeliveryId(required(headers, DELIVERY_HEADER)),
                new EndpointId(new String(key, UTF_8)),
                event,
                Trigger.ofWireName(required(headers, TRIGGER_HEADER)),
                Integer.parseInt(required(headers, ROUND_HEADER)),
                Integer.parseInt(required(headers, ATTEMPT_HEADER)),
                optional(headers, NOT_BEFORE_HEADER)
                        .map(ms -> Instant.ofEpochMilli(Long.parseLong(ms))),
                attempts(headers),
                Payload.of(value));
    }

    private static byte[] attempts(List<Attempt> attempts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            AttemptJson.writeCut(attempts, json);
        }
        return out.toByteArray();
    }

    private static List<Attempt> attempts(Headers headers) {
        Header header = headers.lastHeader(ATTEMPTS_HEADER);
        if (header == null) {
            return List.of();
        }
        try {
            return AttemptJson.read(JSON.readTree(header.value()));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "header %s is not readable: %s"
                            .formatted(ATTEMPTS_HEADER, e.getOriginalMessage()),
                    e);
        }
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static String required(Headers headers, String name) {
        return optional(headers, name)
                .orElseThrow(() ->
                        new IllegalArgumentException("delivery record without header " + name));
    }

    /** Returns the text of the last header with that name, if there is one. */
    public static Optional<String> optional(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8));
    }
}

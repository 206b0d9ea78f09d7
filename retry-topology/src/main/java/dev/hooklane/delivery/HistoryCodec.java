package dev.hooklane.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A delivery's record on the history topic. The key is {@code <endpoint>/<delivery>}, the value is
 * JSON.
 */
public final class HistoryCodec {
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.shared();

    private HistoryCodec() {}

    public static byte[] key(DeliveryId delivery) {
        return (delivery.endpoint().value() + "/" + delivery.value()).getBytes(UTF_8);
    }

    /**
     * Returns the delivery of a record's key.
     *
     * @throws IllegalArgumentException if the key is not one that {@link #key} made
     */
    public static DeliveryId delivery(byte[] key) {
        String text = new String(key, UTF_8);
        return new DeliveryId(text.substring(text.indexOf('/') + 1));
    }

    public static byte[] write(DeliveryHistory history) {
        SourceEvent event = history.event();
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberProperty("v", VERSION);
            json.writeStringProperty("delivery", history.id().value());
            json.writeStringProperty("endpoint", history.endpoint().value());
            json.writeStringProperty("account", event.account().value());
            json.writeStringProperty("event", event.id().value());
            json.writeStringProperty("type", event.type().value());
            json.writeNumberProperty("published", event.publishedAt().toEpochMilli());
            json.writeStringProperty("origin", event.origin().toString());
            if (event.traceparent().isPresent()) {
                json.writeStringProperty("traceparent", event.traceparent().get());
            }
            if (event.tracestate().isPresent()) {
                json.writeStringProperty("tracestate", event.tracestate().get());
            }
            json.writeStringProperty("trigger", history.trigger().wireName());
            json.writeNumberProperty("round", history.round());
            json.writeStringProperty("status", history.status().name());
            switch (history.status()) {
                case DeliveryStatus.Waiting(Instant at) ->
                        json.writeNumberProperty("nextAttemptAt", at.toEpochMilli());
                case DeliveryStatus.Dead(DeadLetterReason reason) ->
                        json.writeStringProperty("reason", reason.wireName());
                case DeliveryStatus.Delivered _, DeliveryStatus.Cancelled _ -> {}
            }
            json.writeNumberProperty("updatedAt", history.updatedAt().toEpochMilli());
            json.writeName("attempts");
            AttemptJson.writeLastWhole(history.attempts(), json);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /**
     * Returns the history in a record's value.
     *
     * @throws IllegalArgumentException if the value is not one that {@link #write} made
     */
    public static DeliveryHistory read(byte[] value) {
        try {
            return read(JSON.readTree(value));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "history record is not readable: " + e.getOriginalMessage(), e);
        }
    }

    private static DeliveryHistory read(JsonNode json) {
        if (json.path("v").asInt(0) != VERSION) {
            throw new IllegalArgumentException(
                    "history record has version %s; this release reads %d"
                            .formatted(json.path("v"), VERSION));
        }
        SourceEvent event =
                new SourceEvent(
                        new EventId(json.required("event").asString()),
                        new EventType(json.required("type").asString()),
                        new AccountId(json.required("account").asString()),
                        instant(json, "published"),
                        SourceEvent.Origin.parse(json.required("origin").asString()),
                        text(json, "traceparent"),
                        text(json, "tracestate"));
        return new DeliveryHistory(
                new DeliveryId(json.required("delivery").asString()),
                new EndpointId(json.required("endpoint").asString()),
                event,
                Trigger.ofWireName(json.required("trigger").asString()),
                json.required("round").asInt(),
                status(json),
                AttemptJson.read(json.required("attempts")),
                instant(json, "updatedAt"));
    }

    private static DeliveryStatus status(JsonNode json) {
        String name = json.required("status").asString();
        DeliveryStatus.Kind kind =
                DeliveryStatus.Kind.find(name)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "history status '%s' is unknown to this release"
                                                .formatted(name)));
        return switch (kind) {
            case DELIVERED -> new DeliveryStatus.Delivered();
            case WAITING -> new DeliveryStatus.Waiting(instant(json, "nextAttemptAt"));
            case DEAD ->
                    new DeliveryStatus.Dead(
                            DeadLetterReason.ofWireName(json.required("reason").asString()));
            case CANCELLED -> new DeliveryStatus.Cancelled();
        };
    }

    private static Instant instant(JsonNode json, String name) {
        return Instant.ofEpochMilli(json.required(name).asLong());
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name)).map(JsonNode::asString);
    }
}

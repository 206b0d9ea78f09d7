package dev.hooklane.delivery;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.IdCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * The id of one delivery. It is derived from the event and the endpoint, so a fan-out that is
 * repeated after a crash creates the same id: {@code dlv_}, 10 characters of the event's time
 * (sortable, milliseconds), 16 of the endpoint's id and 12 of a SHA-256 of the event's id, in
 * Crockford base32. The id alone therefore identifies the endpoint, and so the partition that holds
 * the delivery.
 */
public record DeliveryId(String value) {
    public static final String PREFIX = "dlv_";
    private static final int TIME_LENGTH = 10;
    private static final int EVENT_LENGTH = 12;
    private static final int ENDPOINT_START = PREFIX.length() + TIME_LENGTH;
    private static final int EVENT_START = ENDPOINT_START + EndpointId.CODE_LENGTH;
    private static final int LENGTH = EVENT_START + EVENT_LENGTH;

    public DeliveryId {
        IdCode.require("delivery", value, PREFIX, LENGTH - PREFIX.length());
    }

    /**
     * Returns the ids of one event's deliveries. The event is hashed once, however many endpoints
     * it has.
     */
    public static OfEvent of(EventId event, Instant timestamp) {
        return new OfEvent(IdCode.of(timestamp.toEpochMilli(), TIME_LENGTH), eventCode(event));
    }

    /** The parts that the ids of one event's deliveries share. */
    public record OfEvent(String timeCode, String eventCode) {
        public DeliveryId to(EndpointId endpoint) {
            return new DeliveryId(PREFIX + timeCode + endpoint.code() + eventCode);
        }
    }

    /** Returns the endpoint that this delivery is for. */
    public EndpointId endpoint() {
        return new EndpointId(EndpointId.PREFIX + endpointCode());
    }

    /** Returns the code of the event's time; later events have greater codes. */
    public String timeCode() {
        return value.substring(PREFIX.length(), ENDPOINT_START);
    }

    public String endpointCode() {
        return value.substring(ENDPOINT_START, EVENT_START);
    }

    /**
     * Returns the code of the event's id: the same for all deliveries of an event, and almost never
     * the same for two events.
     */
    public String eventCode() {
        return value.substring(EVENT_START);
    }

    /** Returns the code of a time, to compare with {@link #timeCode}. */
    public static String timeCode(Instant time) {
        return IdCode.of(Math.max(0, time.toEpochMilli()), TIME_LENGTH);
    }

    /** Returns the code of an event, to compare with {@link #eventCode()}. */
    public static String eventCode(EventId event) {
        return IdCode.of(leading60Bits(event), EVENT_LENGTH);
    }

    private static long leading60Bits(EventId event) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(event.value().getBytes(StandardCharsets.UTF_8));
            long bits = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                bits = bits << 8 | (hash[i] & 0xff);
            }
            return bits >>> 4;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

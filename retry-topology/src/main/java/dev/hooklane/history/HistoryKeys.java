package dev.hooklane.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.EventId;

/**
 * The history's keys on disk: a letter for one of four orders, and the three codes of a delivery's
 * id. Each list is a range of keys whose last part is sorted by time.
 *
 * <pre>
 * D endpoint time event           the record itself, by endpoint
 * E event time endpoint           all deliveries of an event
 * S status endpoint time event    those of an endpoint that are not simply delivered
 * T status time endpoint event    the same for all endpoints
 * </pre>
 *
 * Statuses are one letter. {@code delivered} has no entry, because nearly all deliveries have it.
 */
enum HistoryKeys {
    RECORD('D'),
    OF_EVENT('E'),
    OF_ENDPOINT_IN_STATUS('S'),
    IN_STATUS('T');

    private static final int TIME = 10;
    private static final int ENDPOINT = 16;
    private static final int EVENT = 12;

    private final char letter;

    HistoryKeys(char letter) {
        this.letter = letter;
    }

    static byte[] record(DeliveryId id) {
        return bytes(recordsOf(id.endpoint()) + id.timeCode() + id.eventCode());
    }

    static byte[] ofEvent(DeliveryId id) {
        return bytes(OF_EVENT.letter + id.eventCode() + id.timeCode() + id.endpointCode());
    }

    static byte[] ofEndpointInStatus(DeliveryId id, DeliveryStatus.Kind status) {
        return bytes(ofEndpointInStatus(id.endpoint(), status) + id.timeCode() + id.eventCode());
    }

    static byte[] inStatus(DeliveryId id, DeliveryStatus.Kind status) {
        return bytes(inStatus(status) + id.timeCode() + id.endpointCode() + id.eventCode());
    }

    /** Reports whether a range's entries are the records themselves. */
    static boolean areRecords(String prefix) {
        return prefix.charAt(0) == RECORD.letter;
    }

    /** Returns the prefix of all records of the endpoint; their times follow it. */
    static String recordsOf(EndpointId endpoint) {
        return RECORD.letter + endpoint.code();
    }

    static String ofEvent(EventId event) {
        return OF_EVENT.letter + DeliveryId.eventCode(event);
    }

    static String ofEndpointInStatus(EndpointId endpoint, DeliveryStatus.Kind status) {
        return "" + OF_ENDPOINT_IN_STATUS.letter + letter(status) + endpoint.code();
    }

    static String inStatus(DeliveryStatus.Kind status) {
        return "" + IN_STATUS.letter + letter(status);
    }

    /** Reports whether deliveries with this status have entries by it. */
    static boolean isEntered(DeliveryStatus.Kind status) {
        return status != DeliveryStatus.Kind.DELIVERED;
    }

    private static char letter(DeliveryStatus.Kind status) {
        return switch (status) {
            case WAITING -> 'w';
            case DEAD -> 'd';
            case CANCELLED -> 'c';
            case DELIVERED ->
                    throw new IllegalArgumentException(
                            "deliveries that are delivered have no entries by status");
        };
    }

    /** Returns the delivery in a key. */
    static DeliveryId delivery(byte[] key) {
        String text = new String(key, ISO_8859_1);
        if (text.charAt(0) == RECORD.letter) {
            return endpointTimeEvent(text, 1);
        }
        if (text.charAt(0) == OF_ENDPOINT_IN_STATUS.letter) {
            return endpointTimeEvent(text, 2);
        }
        if (text.charAt(0) == OF_EVENT.letter) {
            return DeliveryId.ofCodes(
                    text.substring(1 + EVENT, 1 + EVENT + TIME),
                    text.substring(1 + EVENT + TIME),
                    text.substring(1, 1 + EVENT));
        }
        return DeliveryId.ofCodes(
                text.substring(2, 2 + TIME),
                text.substring(2 + TIME, 2 + TIME + ENDPOINT),
                text.substring(2 + TIME + ENDPOINT));
    }

    private static DeliveryId endpointTimeEvent(String text, int from) {
        return DeliveryId.ofCodes(
                text.substring(from + ENDPOINT, from + ENDPOINT + TIME),
                text.substring(from, from + ENDPOINT),
                text.substring(from + ENDPOINT + TIME));
    }

    static boolean beginsWith(byte[] key, String prefix) {
        if (key.length < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (key[i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static byte[] bytes(String key) {
        return key.getBytes(ISO_8859_1);
    }
}

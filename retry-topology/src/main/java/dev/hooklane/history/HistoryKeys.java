package dev.hooklane.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.EventId;
import java.util.Arrays;

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
        return ofCodes(codes(key));
    }

    /**
     * Returns the codes in a key in the order in which they stand in a delivery's id: time,
     * endpoint, event. They sort like the ids, and cost less than these.
     */
    static byte[] codes(byte[] key) {
        byte[] codes = new byte[TIME + ENDPOINT + EVENT];
        if (key[0] == OF_EVENT.letter) {
            System.arraycopy(key, 1 + EVENT, codes, 0, TIME + ENDPOINT);
            System.arraycopy(key, 1, codes, TIME + ENDPOINT, EVENT);
        } else if (key[0] == IN_STATUS.letter) {
            System.arraycopy(key, 2, codes, 0, TIME + ENDPOINT + EVENT);
        } else {
            int from = key[0] == RECORD.letter ? 1 : 2;
            System.arraycopy(key, from + ENDPOINT, codes, 0, TIME);
            System.arraycopy(key, from, codes, TIME, ENDPOINT);
            System.arraycopy(key, from + ENDPOINT + TIME, codes, TIME + ENDPOINT, EVENT);
        }
        return codes;
    }

    /** Returns the delivery with these codes. */
    static DeliveryId ofCodes(byte[] codes) {
        return new DeliveryId(DeliveryId.PREFIX + new String(codes, ISO_8859_1));
    }

    /** Returns the key of the record of the delivery with these codes. */
    static byte[] recordOfCodes(byte[] codes) {
        byte[] key = new byte[1 + codes.length];
        key[0] = (byte) RECORD.letter;
        System.arraycopy(codes, TIME, key, 1, ENDPOINT);
        System.arraycopy(codes, 0, key, 1 + ENDPOINT, TIME);
        System.arraycopy(codes, TIME + ENDPOINT, key, 1 + ENDPOINT + TIME, EVENT);
        return key;
    }

    /** Compares the times in codes of deliveries with a {@link DeliveryId#timeCode}. */
    static int compareTime(byte[] codes, byte[] timeCode) {
        return Arrays.compare(codes, 0, TIME, timeCode, 0, timeCode.length);
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

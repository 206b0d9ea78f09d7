package dev.hooklane.console.delivery;

import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.delivery.DeliveryStatus;
import java.util.Optional;

/**
 * How a delivery is retried by hand, by the status that the visitor saw. One that was delivered is
 * sent again only if the visitor saw that it was.
 */
final class Retrying {
    /** The form's field for those that were delivered. */
    static final String AGAIN = "delivered";

    /** The form's field for all others. */
    static final String RETRIED = "delivery";

    private Retrying() {}

    /** Returns the form's field that a delivery with this status is sent in. */
    static String field(String status) {
        return status.equals(DeliveryStatus.Kind.DELIVERED.wireName()) ? AGAIN : RETRIED;
    }

    /** Returns the API's path for a retry. */
    static String apiPath(String id, String field) {
        String path = OneDeliveryPages.apiPath(id) + "/retry";
        return field.equals(AGAIN)
                ? path + "?status=" + DeliveryStatus.Kind.DELIVERED.wireName()
                : path;
    }

    /** Returns why a delivery can't be retried now, in a line; empty if it can. */
    static String refused(String status, KnownEndpoint endpoint) {
        Optional<DeliveryStatus.Kind> kind = DeliveryStatus.Kind.find(status);
        if (kind.isEmpty()) {
            return "Can’t be retried: its status is not known here.";
        }
        return switch (kind.get()) {
            case WAITING -> "Can’t be retried: it retries by itself.";
            case CANCELLED -> "Can’t be retried: it was cancelled.";
            case DEAD, DELIVERED ->
                    endpoint.enabled()
                            ? ""
                            : "Can’t be retried: its webhook is %s.".formatted(endpoint.state());
        };
    }
}

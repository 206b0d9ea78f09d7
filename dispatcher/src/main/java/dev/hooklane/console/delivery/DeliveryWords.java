package dev.hooklane.console.delivery;

import dev.hooklane.console.view.Badge;
import dev.hooklane.delivery.DeliveryStatus;
import java.util.Locale;

/** Words for people about the API's delivery codes. */
public final class DeliveryWords {
    private DeliveryWords() {}

    /** Returns the badge for a delivery's status. */
    public static Badge status(String status) {
        return DeliveryStatus.Kind.find(status)
                .map(DeliveryWords::status)
                .orElseGet(() -> Badge.plain(status));
    }

    public static Badge status(DeliveryStatus.Kind status) {
        return switch (status) {
            case DELIVERED -> Badge.good("Delivered");
            case WAITING -> Badge.warn("Waiting");
            case DEAD -> Badge.bad("Dead letter");
            case CANCELLED -> Badge.plain("Cancelled");
        };
    }

    /** Returns why a delivery is a dead letter. */
    public static String reason(String reason) {
        return switch (reason) {
            case "exhausted" -> "Every attempt failed.";
            case "gone" -> "The server answered 410 Gone, so it wants no more events.";
            case "endpoint_disabled" -> "The webhook was disabled when the attempt was due.";
            case "endpoint_paused" -> "The webhook was paused when the attempt was due.";
            case "internal_error" -> "An internal error prevented sending it.";
            case "unwritable" -> "Kafka refused to store it for its next attempt.";
            default -> plain(reason);
        };
    }

    /** Returns what caused its latest attempt; empty for an ordinary event. */
    static String trigger(String trigger) {
        return switch (trigger) {
            case "test" -> "Test";
            case "manual" -> "Manual retry";
            case "replay" -> "Replay";
            case "event" -> "";
            default -> plain(trigger);
        };
    }

    private static String plain(String word) {
        return word.replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}

package dev.hooklane.console.delivery;

import dev.hooklane.console.view.Badge;
import java.util.Locale;

/** What the API says of deliveries in single words, as people say it. */
public final class DeliveryWords {
    private DeliveryWords() {}

    /** How a delivery stands. */
    public static Badge status(String status) {
        return switch (status) {
            case "delivered" -> Badge.good("Delivered");
            case "waiting" -> Badge.warn("Waiting");
            case "dead" -> Badge.bad("Dead letter");
            case "cancelled" -> Badge.plain("Cancelled");
            default -> Badge.plain(status);
        };
    }

    /** Why a delivery is a dead letter. */
    public static String reason(String reason) {
        return switch (reason) {
            case "exhausted" -> "Its last attempt failed, too.";
            case "gone" -> "The server answered 410 Gone: it wants no more.";
            case "endpoint_disabled" -> "The webhook was disabled when it was due.";
            case "endpoint_paused" -> "The webhook was paused when it was due.";
            case "internal_error" -> "A fault on this side kept it from being sent.";
            case "unwritable" -> "Kafka refused to keep it until its next attempt.";
            default -> plain(reason);
        };
    }

    /** What made its latest attempt happen; empty for the usual. */
    static String trigger(String trigger) {
        return switch (trigger) {
            case "test" -> "Test";
            case "manual" -> "Retried by hand";
            case "replay" -> "Replay";
            case "event" -> "";
            default -> plain(trigger);
        };
    }

    private static String plain(String word) {
        return word.replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}

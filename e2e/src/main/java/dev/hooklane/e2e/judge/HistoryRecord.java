package dev.hooklane.e2e.judge;

import java.time.Instant;

/**
 * A record of the history topic, or the API's report on a delivery.
 *
 * @param attempts the number of attempts
 * @param decidedAt when it was decided, as Hooklane says
 * @param reason why it is dead; otherwise empty
 */
public record HistoryRecord(
        String delivery,
        String endpoint,
        String event,
        String status,
        int attempts,
        String reason,
        Instant decidedAt) {
    @Override
    public String toString() {
        return "%s %s after %d attempts%s"
                .formatted(delivery, status, attempts, reason.isEmpty() ? "" : " (" + reason + ")");
    }
}

package dev.hooklane.e2e.judge;

import java.time.Instant;

/**
 * A record of the history topic, or what the API tells of a delivery.
 *
 * @param attempts how many it has
 * @param decidedAt when Hooklane says that it was decided
 * @param reason why it is dead, else empty
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

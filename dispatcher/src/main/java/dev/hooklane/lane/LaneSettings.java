package dev.hooklane.lane;

import java.time.Duration;

/**
 * The bounds of delivering, for one instance.
 *
 * @param inFlightPerEndpoint attempts of one endpoint at the same time
 * @param maxInFlight attempts of all endpoints at the same time
 * @param maxAdmitted deliveries in flight or queued in lanes; more wait in Kafka
 * @param maxAdmittedBytes their payloads' bytes, and those of outcomes that are not committed
 * @param commitInterval between two transactions; a crash repeats at most the requests of one
 * @param drainTimeout how long a stop waits for attempts in flight
 * @param loggedAttempts how many attempts get a line in a second at most; 0 for none
 */
public record LaneSettings(
        int inFlightPerEndpoint,
        int maxInFlight,
        int maxAdmitted,
        long maxAdmittedBytes,
        Duration commitInterval,
        Duration drainTimeout,
        int loggedAttempts) {
    /** One lane's queue may have an eighth of the room: a flood fills its own lane only. */
    private static final int LANES_SHARE = 8;

    /** A fifth is left for live ones, however many retries are due at once. */
    int maxDelayedInFlight() {
        return Math.max(1, maxInFlight * 4 / 5);
    }

    int queuedPerLane() {
        return queuedPerLane(0);
    }

    /**
     * @param admitted what all lanes hold already
     */
    int queuedPerLane(int admitted) {
        return Math.max(1, (maxAdmitted - admitted) / LANES_SHARE);
    }

    long queuedBytesPerLane() {
        return Math.max(1, maxAdmittedBytes / LANES_SHARE);
    }
}

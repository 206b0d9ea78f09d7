package dev.hooklane.lane;

import java.time.Duration;

/**
 * The bounds of delivering, for one instance.
 *
 * @param inFlightPerEndpoint attempts of one endpoint at the same time
 * @param maxInFlight attempts of all endpoints at the same time
 * @param maxAdmitted deliveries in flight or queued in lanes; more wait in Kafka
 * @param maxAdmittedBytes bytes of their payloads and of uncommitted outcomes
 * @param commitInterval time between two transactions; a crash repeats at most the requests of one
 *     interval
 * @param drainTimeout how long a stop waits for attempts in flight
 * @param loggedAttempts how many attempts are logged a second, at most; 0 for none
 * @param targets what one third party gets
 */
public record LaneSettings(
        int inFlightPerEndpoint,
        int maxInFlight,
        int maxAdmitted,
        long maxAdmittedBytes,
        Duration commitInterval,
        Duration drainTimeout,
        int loggedAttempts,
        TargetRules targets) {
    /** One lane's queue may take an eighth of the room, so that a flood fills its own lane only. */
    private static final int LANES_SHARE = 8;

    /** Makes bounds without limits for third parties. */
    public LaneSettings(
            int inFlightPerEndpoint,
            int maxInFlight,
            int maxAdmitted,
            long maxAdmittedBytes,
            Duration commitInterval,
            Duration drainTimeout,
            int loggedAttempts) {
        this(
                inFlightPerEndpoint,
                maxInFlight,
                maxAdmitted,
                maxAdmittedBytes,
                commitInterval,
                drainTimeout,
                loggedAttempts,
                TargetRules.NONE);
    }

    /**
     * Returns four fifths of the limit: a fifth is left for live deliveries, however many retries
     * are due at once.
     */
    public int maxDelayedInFlight() {
        return Math.max(1, maxInFlight * 4 / 5);
    }

    int queuedPerLane() {
        return queuedPerLane(0);
    }

    /**
     * @param admitted how many deliveries all lanes hold already
     */
    int queuedPerLane(int admitted) {
        return Math.max(1, (maxAdmitted - admitted) / LANES_SHARE);
    }

    long queuedBytesPerLane() {
        return Math.max(1, maxAdmittedBytes / LANES_SHARE);
    }
}

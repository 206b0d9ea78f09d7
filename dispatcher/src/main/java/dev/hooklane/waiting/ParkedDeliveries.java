package dev.hooklane.waiting;

import dev.hooklane.endpoint.EndpointId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The parked deliveries of an account: those that wait for a place in their lane, without an
 * attempt.
 *
 * @param count how many were found
 * @param whole whether these are all; if not, too much is parked to read all of it
 * @param endpoints those with the most of them, most first
 */
public record ParkedDeliveries(long count, boolean whole, List<AtEndpoint> endpoints) {
    /** How many endpoints are named. */
    static final int ENDPOINTS_MAX = 10;

    public static final ParkedDeliveries NONE = new ParkedDeliveries(0, true, List.of());

    public ParkedDeliveries {
        endpoints = List.copyOf(endpoints);
    }

    /** Reports whether the count says something: none found among too many is not none. */
    public boolean isKnown() {
        return whole || count > 0;
    }

    /** Reports whether there may be more than were found. */
    public boolean more() {
        return !whole && count > 0;
    }

    /**
     * Those of one endpoint.
     *
     * @param reason why the latest of them was parked; empty if an older release parked it
     * @param since when the first of them was parked
     */
    public record AtEndpoint(
            EndpointId endpoint, long count, Optional<String> reason, Instant since) {}
}

package dev.hooklane.attempt;

import java.util.Locale;

/** Why a delivery had to wait without an attempt. */
public enum ParkReason {
    /** Its lane had more to do than it could do in time. */
    LANE_FULL,
    /** Its endpoint's rate limit: the one set for it, or the one learned from its refusals. */
    RATE_LIMIT,
    /** Its endpoint asked for a pause. */
    RETRY_AFTER,
    /** Its endpoint's breaker is open. */
    BREAKER_OPEN,
    /** Slow endpoints had used up their share of the requests in flight. */
    SLOW_SHARE,
    /** The third party that it goes to has all requests that it may have from this instance. */
    TARGET_BUSY,
    /** An earlier delivery of its ordered endpoint still waits. */
    ORDER,
    /** It is not its time or turn yet. */
    NOT_DUE,
    /** Its endpoint is not known here, and nothing says that it was deleted. */
    ENDPOINT_UNKNOWN,
    /** Our resolver did not resolve its endpoint's host. */
    RESOLVER,
    /** The egress proxy made no connection, which is not known to be the endpoint's fault. */
    PROXY,
    /** Its endpoint's record can't be read, or no key here opens its secrets. */
    ENDPOINT_SEALED,
    /** The stream of its listener is not open here, or takes no more for the moment. */
    LISTENER_AWAY,
    /** A fault on our side. */
    FAULT;

    /**
     * Reports whether the delivery's turn is known; for all other reasons the lane decides again
     * when it comes back.
     */
    boolean knowsTheTurn() {
        return this == RATE_LIMIT || this == RETRY_AFTER;
    }

    /** Returns the name in metrics and logs. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

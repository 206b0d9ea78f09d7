package dev.hooklane.lane;

import java.util.Locale;

/** Why a delivery had to wait without an attempt. */
public enum ParkReason {
    /** Its lane had more to do than it gets done in time. */
    LANE_FULL,
    /** Its endpoint's rate limit: the one set for it, or the one that its refusals have shown. */
    RATE_LIMIT,
    /** Its endpoint asked for a time without requests. */
    RETRY_AFTER,
    /** Its endpoint's breaker is open. */
    BREAKER_OPEN,
    /** Slow endpoints had their share of all requests in flight. */
    SLOW_SHARE,
    /** An earlier delivery of its ordered endpoint still waits. */
    ORDER,
    /** It is not its time or turn yet. */
    NOT_DUE,
    /** Its endpoint is not known here, and nothing says that it was deleted. */
    ENDPOINT_UNKNOWN,
    /** Our resolver did not say where its endpoint is. */
    RESOLVER,
    /** Its endpoint's record can't be read, or no key here opens its secrets. */
    ENDPOINT_SEALED,
    /** A fault of ours. */
    FAULT;

    /** Whether its turn is known; all others are asked again when they come back. */
    boolean knowsTheTurn() {
        return this == RATE_LIMIT || this == RETRY_AFTER;
    }

    /** The name in metrics and logs. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

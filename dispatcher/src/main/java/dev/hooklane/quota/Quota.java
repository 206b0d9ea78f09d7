package dev.hooklane.quota;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * A limit on what an account may have or do. A stock is what an account has at a time; a rate
 * counts what it does, per instance. What is beyond them is refused. Only what is beyond the share,
 * a rate in each partition of the events, waits.
 */
public enum Quota {
    ENDPOINTS("endpoints", "endpoints", Kind.STOCK, 1_000_000),
    ENDPOINT_BYTES("endpointBytes", "bytes of endpoint configuration", Kind.STOCK, 1L << 40),
    DELIVERIES_PER_EVENT(
            "deliveriesPerEvent", "endpoints for one event type", Kind.STOCK, 1_000_000),
    REPLAYS("replays", "unfinished replays", Kind.STOCK, 10_000),
    PORTAL_LINKS("portalLinks", "unexpired portal links", Kind.STOCK, 100_000),
    STREAMS("streams", "open streams on one instance", Kind.STOCK, 10_000),
    CALLS_PER_SECOND("callsPerSecond", "API calls per second", Kind.PER_SECOND, 1_000_000),
    EVENTS_PER_SECOND(
            "eventsPerSecond", "events published per second", Kind.PER_SECOND, 10_000_000),
    EVENT_BYTES_PER_SECOND(
            "eventBytesPerSecond",
            "bytes of events published per second",
            Kind.PER_SECOND,
            1L << 40),
    LOOKUPS_PER_SECOND(
            "lookupsPerSecond", "look-ups of events per second", Kind.PER_SECOND, 100_000),
    RETRIES_PER_MINUTE("retriesPerMinute", "manual retries per minute", Kind.PER_MINUTE, 1_000_000),
    PORTAL_LINKS_PER_MINUTE(
            "portalLinksPerMinute", "portal links per minute", Kind.PER_MINUTE, 1_000_000),
    /** The account's share of the fan-out. */
    DELIVERIES_PER_SECOND(
            "deliveriesPerSecond", "deliveries made per second", Kind.SHARE, 1_000_000);

    private final String wireName;
    private final String unit;
    private final Kind kind;
    private final long most;

    /** What a limit counts. */
    private enum Kind {
        STOCK(Duration.ZERO, 0),
        // Ten seconds' worth may be used at once: programs come in bursts.
        PER_SECOND(Duration.ofSeconds(1), 10),
        PER_MINUTE(Duration.ofMinutes(1), 1),
        SHARE(Duration.ofSeconds(1), 1);

        private final Duration period;
        private final int periodsAtOnce;

        Kind(Duration period, int periodsAtOnce) {
            this.period = period;
            this.periodsAtOnce = periodsAtOnce;
        }
    }

    Quota(String wireName, String unit, Kind kind, long most) {
        this.wireName = wireName;
        this.unit = unit;
        this.kind = kind;
        this.most = most;
    }

    /** Returns the name in the API, in metrics and in records. */
    public String wireName() {
        return wireName;
    }

    /** Returns what is counted, in words that follow a number. */
    public String unit() {
        return unit;
    }

    /**
     * Returns the lowest limit that may be set for an account: nothing, but for the share, as what
     * waits for nothing waits for ever.
     */
    public long least() {
        return isShare() ? 1 : 0;
    }

    /** Returns the highest limit that may be set. */
    public long most() {
        return most;
    }

    /** Reports whether this limit may be set for an account. */
    public boolean allows(long limit) {
        return limit >= least() && limit <= most;
    }

    /** Reports whether this limit is none: the installation may have none of the share. */
    public boolean isNoLimit(long limit) {
        return limit < least();
    }

    /** Reports whether it counts what an account does, not what it has. */
    public boolean isRate() {
        return kind != Kind.STOCK;
    }

    /** Reports whether it is the rate beyond which an account waits, and is not refused. */
    public boolean isShare() {
        return kind == Kind.SHARE;
    }

    /** Returns the period that a rate is counted by; zero for a stock. */
    Duration period() {
        return kind.period;
    }

    /** Returns how much of a rate may be used at once; zero for a stock. */
    public long atOnce(long limit) {
        return limit * kind.periodsAtOnce;
    }

    /** Returns how long it takes until a rate that was used up is whole again. */
    Duration window() {
        return kind.period.multipliedBy(kind.periodsAtOnce);
    }

    /** Returns the quota of that name. */
    public static Optional<Quota> ofWireName(String name) {
        return Arrays.stream(values()).filter(quota -> quota.wireName.equals(name)).findFirst();
    }
}

package dev.hooklane.endpoint;

import java.time.Instant;

/**
 * What recent attempts show about an endpoint. The instance that owns the endpoint writes it. A
 * healthy endpoint has none.
 */
public sealed interface EndpointHealth {
    /**
     * Returns the {@code updatedAt} of the endpoint's version that this health describes. It means
     * nothing for another version.
     */
    Instant version();

    /** Reports whether this describes the endpoint's current version. */
    default boolean appliesTo(Endpoint endpoint) {
        return version().equals(endpoint.updatedAt());
    }

    /**
     * Every attempt has failed for a while.
     *
     * @param since when the first failed attempt started
     * @param told whether the account was told
     * @param tally of the failures until this was written
     */
    record Failing(Instant version, Instant since, boolean told, FailureTally tally)
            implements EndpointHealth {
        /** Creates the health of an endpoint when only the start of its failures is known. */
        public Failing(Instant version, Instant since, boolean told) {
            this(version, since, told, FailureTally.unknown(since));
        }
    }

    /** Hooklane attempts no more deliveries until the account enables the endpoint again. */
    record Disabled(Instant version, String reason, Instant at) implements EndpointHealth {}
}

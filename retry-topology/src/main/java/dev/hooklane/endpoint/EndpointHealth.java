package dev.hooklane.endpoint;

import java.time.Instant;

/**
 * What attempts have shown of an endpoint, written by the instance that owns it. A healthy one has
 * none.
 */
public sealed interface EndpointHealth {
    /** Of the endpoint that this speaks of: its {@code updatedAt}. It means nothing for another. */
    Instant version();

    /** Whether this is still about the endpoint as it is. */
    default boolean appliesTo(Endpoint endpoint) {
        return version().equals(endpoint.updatedAt());
    }

    /**
     * Every attempt has failed for a while.
     *
     * @param since the first failure's start
     * @param told whether the account was told
     * @param tally of the failures until it was written
     */
    record Failing(Instant version, Instant since, boolean told, FailureTally tally)
            implements EndpointHealth {
        /** Of whose failures nothing is known but when they began. */
        public Failing(Instant version, Instant since, boolean told) {
            this(version, since, told, FailureTally.unknown(since));
        }
    }

    /** Hooklane attempts no more deliveries until the account enables it again. */
    record Disabled(Instant version, String reason, Instant at) implements EndpointHealth {}
}

package dev.hooklane.access;

import java.time.Duration;
import java.time.Instant;

/**
 * The session that a portal link was exchanged for.
 *
 * @param claim the name of the exchange; of all exchanges of a link, the first on the topic counts
 * @param openedAt when it was opened
 */
public record PortalSession(PortalLink link, String claim, Instant openedAt) {
    /** How long an instance may take to read of a link that another one has made. */
    static final Duration READ_WITHIN = Duration.ofMinutes(1);

    /** Reports whether an instance that follows the topic must have read of it. */
    boolean isKnownByNow(Instant now) {
        return now.isAfter(openedAt.plus(READ_WITHIN));
    }
}

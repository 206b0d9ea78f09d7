package dev.hooklane.quota;

import java.time.Duration;

/**
 * What an account has left of a rate.
 *
 * @param atOnce how much it may use at once when nothing was used for {@code window}
 * @param left how much it may use now
 * @param whole when all of it is there again
 * @param refusedFor how long until what was asked for may be done; zero if it was granted
 */
public record RateStanding(
        Quota quota, long atOnce, long left, Duration window, Duration whole, Duration refusedFor) {
    boolean granted() {
        return refusedFor.isZero();
    }
}

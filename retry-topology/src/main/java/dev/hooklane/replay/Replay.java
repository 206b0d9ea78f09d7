package dev.hooklane.replay;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import java.time.Instant;

/**
 * A request to attempt deliveries of an endpoint once more. Its progress is a separate record with
 * another writer, the {@link ReplayProgress}.
 *
 * @param startedAt deliveries that changed later are left out, so that one which fails again is not
 *     sent twice
 * @param matched how many deliveries matched at the start, as far as they were counted
 * @param more whether there were more than were counted
 * @param ratePerSecond how many deliveries per second are handed to the endpoint's lane at most
 */
public record Replay(
        ReplayId id,
        AccountId account,
        EndpointId endpoint,
        ReplaySelection selection,
        Instant startedAt,
        long matched,
        boolean more,
        int ratePerSecond,
        Wish wish) {
    public static final int RATE_MAX = 1_000;
    public static final int DEFAULT_RATE = 50;

    /** What its owner should do. */
    public enum Wish {
        RUN,
        PAUSE,
        CANCEL
    }

    public Replay {
        if (ratePerSecond < 1 || ratePerSecond > RATE_MAX) {
            throw new IllegalArgumentException(
                    "ratePerSecond is %d; 1 to %d are allowed".formatted(ratePerSecond, RATE_MAX));
        }
    }

    /** Reports whether the delivery was selected at the start and has not changed since. */
    public boolean covers(DeliveryHistory delivery) {
        return !delivery.updatedAt().isAfter(startedAt) && selection.covers(delivery);
    }

    public Replay withWish(Wish newWish) {
        return with(matched, more, ratePerSecond, newWish);
    }

    public Replay withRate(int newRatePerSecond) {
        return with(matched, more, newRatePerSecond, wish);
    }

    /** Returns this replay with the number of matching deliveries. */
    public Replay withCount(long newMatched, boolean newMore) {
        return with(newMatched, newMore, ratePerSecond, wish);
    }

    private Replay with(long newMatched, boolean newMore, int newRatePerSecond, Wish newWish) {
        return new Replay(
                id,
                account,
                endpoint,
                selection,
                startedAt,
                newMatched,
                newMore,
                newRatePerSecond,
                newWish);
    }
}

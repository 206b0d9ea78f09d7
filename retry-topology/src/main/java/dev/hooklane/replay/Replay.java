package dev.hooklane.replay;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import java.time.Instant;

/**
 * That deliveries of an endpoint are to be made once more: what was asked for. How far it has come
 * is its {@link ReplayProgress}, which another one writes.
 *
 * @param startedAt what changed later is left out, so that nothing comes twice that fails again
 * @param matched how many deliveries that were at the start, as far as they were counted
 * @param more whether there were more than were counted
 * @param ratePerSecond how many are handed to the endpoint's lane in a second at most
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

    /** What its owner is to do. */
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

    /** Whether the delivery was chosen at the start and still stands as it did. */
    public boolean covers(DeliveryHistory delivery) {
        return !delivery.updatedAt().isAfter(startedAt) && selection.covers(delivery);
    }

    public Replay withWish(Wish newWish) {
        return with(matched, more, ratePerSecond, newWish);
    }

    public Replay withRate(int newRatePerSecond) {
        return with(matched, more, newRatePerSecond, wish);
    }

    /** The same, counted. */
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

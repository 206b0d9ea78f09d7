package dev.hooklane.replay;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.event.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a replay has come. It is written in one transaction with the deliveries that it counts as
 * sent.
 *
 * @param startedAt when the replay did, so that the record alone tells whether it is erased
 * @param by the instance that does it
 * @param open what was sent and has no outcome yet
 */
public record ReplayProgress(
        ReplayId id,
        AccountId account,
        Instant startedAt,
        String by,
        ReplayCursor cursor,
        List<Open> open,
        ReplayCounts counts,
        Optional<Ended> ended) {
    public ReplayProgress {
        open = List.copyOf(open);
    }

    /**
     * A delivery that was sent.
     *
     * @param round which the replay began; an outcome of this round or a later one settles it
     */
    public record Open(DeliveryId delivery, int round) {}

    /** When and why nothing more is done. */
    public record Ended(Instant at, End why) {}

    /** Why a replay ends. */
    public enum End {
        /** Everything is sent and has an outcome. */
        DONE,
        CANCELLED,
        ENDPOINT_DELETED
    }

    /** The same at its end. */
    public ReplayProgress endedWith(End why, Instant now) {
        return new ReplayProgress(
                id, account, startedAt, by, cursor, open, counts, Optional.of(new Ended(now, why)));
    }

    /** The progress of one that nobody has begun. */
    public static ReplayProgress none(Replay replay) {
        return new ReplayProgress(
                replay.id(),
                replay.account(),
                replay.startedAt(),
                "",
                new ReplayCursor.Start(),
                List.of(),
                ReplayCounts.NONE,
                Optional.empty());
    }
}

package dev.hooklane.replay;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.event.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The progress of a replay. It is written in one transaction with the deliveries that it counts as
 * sent.
 *
 * @param startedAt when the replay started, so that this record alone shows whether it is erased
 * @param by the instance that runs it
 * @param open the deliveries that were sent and have no outcome yet
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
     * @param round the round that the replay started; an outcome of this round or a later one
     *     settles it
     */
    public record Open(DeliveryId delivery, int round) {}

    /** When and why the replay ended. */
    public record Ended(Instant at, End why) {}

    /** Why a replay ended. */
    public enum End {
        /** All deliveries were sent and have an outcome. */
        DONE,
        CANCELLED,
        ENDPOINT_DELETED
    }

    /** Returns this progress, ended. */
    public ReplayProgress endedWith(End why, Instant now) {
        return new ReplayProgress(
                id, account, startedAt, by, cursor, open, counts, Optional.of(new Ended(now, why)));
    }

    /** Returns the progress of a replay that has not started. */
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

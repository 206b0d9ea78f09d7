package dev.hooklane.replayer;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.replay.Replay;
import dev.hooklane.replay.ReplayCursor;
import java.util.Set;

/** Where a replay's deliveries come from. */
interface DeliverySource {
    /**
     * Returns the next deliveries after the cursor.
     *
     * @param endpoint as it is now
     * @param open deliveries sent by this replay that have no outcome yet
     * @param most how many deliveries at most
     */
    Batch next(
            Replay replay, Endpoint endpoint, ReplayCursor cursor, Set<DeliveryId> open, int most);

    /** Counts the deliveries there would be, for as long as a caller may wait. */
    ReplayCount count(Replay replay, Endpoint endpoint);
}

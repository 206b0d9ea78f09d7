package dev.hooklane.replayer;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.replay.Replay;
import dev.hooklane.replay.ReplayCursor;
import java.util.Set;

/** Where a replay's deliveries come from. */
interface DeliverySource {
    /**
     * The next ones behind the cursor.
     *
     * @param endpoint as it is now
     * @param open sent by this replay, with no outcome yet
     * @param most how many at most
     */
    Batch next(
            Replay replay, Endpoint endpoint, ReplayCursor cursor, Set<DeliveryId> open, int most);

    /** How many there would be, counted for as long as somebody may wait for it. */
    ReplayCount count(Replay replay, Endpoint endpoint);
}

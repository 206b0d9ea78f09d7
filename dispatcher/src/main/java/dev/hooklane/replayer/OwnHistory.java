package dev.hooklane.replayer;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.history.HistoryStretch;
import dev.hooklane.history.HistoryWalk;
import java.util.Optional;
import java.util.Set;

/**
 * The part of the history that this instance has. Every method may throw {@link
 * dev.hooklane.history.HistoryUnavailableException}.
 */
interface OwnHistory {
    /** Returns the partitions that this instance owns. */
    Set<Integer> owned();

    /** Returns the partition of the endpoint's deliveries. */
    int partition(EndpointId endpoint);

    Optional<DeliveryHistory> find(DeliveryId delivery);

    HistoryStretch walk(HistoryWalk walk);
}

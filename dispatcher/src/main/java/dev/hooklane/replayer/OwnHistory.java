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
    /** The partitions whose owner this instance is. */
    Set<Integer> owned();

    /** Where the endpoint's deliveries are. */
    int partition(EndpointId endpoint);

    Optional<DeliveryHistory> find(DeliveryId delivery);

    HistoryStretch walk(HistoryWalk walk);
}

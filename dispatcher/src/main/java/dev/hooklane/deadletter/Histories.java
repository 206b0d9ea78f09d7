package dev.hooklane.deadletter;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import java.util.Optional;

/** Where the latest history of a delivery is looked up. Any thread may ask. */
@FunctionalInterface
public interface Histories {
    /**
     * The delivery's latest history; empty if nothing is known of it.
     *
     * @throws dev.hooklane.topology.HistoryUnavailableException if it can't be told now
     */
    Optional<DeliveryHistory> find(DeliveryId delivery);
}

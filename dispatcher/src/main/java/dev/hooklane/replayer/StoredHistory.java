package dev.hooklane.replayer;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.history.HistoryStore;
import dev.hooklane.history.HistoryStretch;
import dev.hooklane.history.HistoryWalk;
import java.util.Optional;
import java.util.Set;

/** The history as this instance's store has it. */
record StoredHistory(HistoryStore store) implements OwnHistory {
    @Override
    public Set<Integer> owned() {
        return store.owned();
    }

    @Override
    public int partition(EndpointId endpoint) {
        return store.holders().partition(endpoint);
    }

    @Override
    public Optional<DeliveryHistory> find(DeliveryId delivery) {
        return store.find(delivery);
    }

    @Override
    public HistoryStretch walk(HistoryWalk walk) {
        return store.walk(walk);
    }
}

package dev.hooklane.replayer;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.history.HistoryStretch;
import dev.hooklane.history.HistoryWalk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** A history in memory, of one partition that whoever asks owns. Any thread may use it. */
final class MemoryHistory implements OwnHistory {
    private final ConcurrentSkipListMap<String, DeliveryHistory> records =
            new ConcurrentSkipListMap<>();

    void put(DeliveryHistory history) {
        records.put(history.id().value(), history);
    }

    void forget(DeliveryId delivery) {
        records.remove(delivery.value());
    }

    /** What the lane makes of a delivery that was sent. */
    void decide(Delivery delivery, DeliveryStatus status, Instant now) {
        put(DeliveryHistory.of(delivery, status, delivery.attempts(), now));
    }

    @Override
    public Set<Integer> owned() {
        return Set.of(0);
    }

    @Override
    public int partition(EndpointId endpoint) {
        return 0;
    }

    @Override
    public Optional<DeliveryHistory> find(DeliveryId delivery) {
        return Optional.ofNullable(records.get(delivery.value()));
    }

    @Override
    public HistoryStretch walk(HistoryWalk walk) {
        List<DeliveryHistory> found = new ArrayList<>();
        DeliveryId last = null;
        for (DeliveryHistory each :
                records.tailMap(walk.after().map(DeliveryId::value).orElse(""), false).values()) {
            if (found.size() == walk.limit()) {
                return new HistoryStretch(found, Optional.ofNullable(last), false);
            }
            last = each.id();
            if (walk.statuses().contains(each.status().kind()) && walk.wanted().test(each)) {
                found.add(each);
            }
        }
        return new HistoryStretch(found, Optional.ofNullable(last), true);
    }
}

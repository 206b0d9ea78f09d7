package dev.hooklane.history;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import java.util.List;
import java.util.Optional;

/**
 * A part of an endpoint's deliveries, those of the earliest events first.
 *
 * @param last all up to this id have been looked at; empty if there was nothing to look at
 * @param isEnd whether nothing follows. A part may be short, or empty, and yet not be the end: the
 *     work for one is bounded.
 */
public record HistoryStretch(
        List<DeliveryHistory> found, Optional<DeliveryId> last, boolean isEnd) {
    public HistoryStretch {
        found = List.copyOf(found);
    }
}

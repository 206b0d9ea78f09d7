package dev.hooklane.history;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import java.util.List;
import java.util.Optional;

/**
 * A part of an endpoint's deliveries, earliest event first.
 *
 * @param last every id up to this one has been examined; empty if there was nothing to examine
 * @param isEnd whether nothing follows. A part may be short or empty before the end, because the
 *     work for each part is bounded.
 */
public record HistoryStretch(
        List<DeliveryHistory> found, Optional<DeliveryId> last, boolean isEnd) {
    public HistoryStretch {
        found = List.copyOf(found);
    }
}

package dev.hooklane.road;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.retry.RetrySchedule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The evidence of one run, for promises to judge.
 *
 * @param histories of each delivery, oldest first
 * @param waits what is on the delay topics of the schedule's steps
 * @param seen every request, in the order of arrival
 * @param deleted the endpoints that were deleted
 */
record Run(
        List<Expected> expected,
        Map<DeliveryId, List<DeliveryHistory>> histories,
        List<Delivery> deadLetters,
        List<Delivery> waits,
        Collection<SeenAttempt> seen,
        Set<EndpointId> deleted,
        RetrySchedule schedule) {
    List<DeliveryHistory> historyOf(DeliveryId delivery) {
        return histories.getOrDefault(delivery, List.of());
    }
}

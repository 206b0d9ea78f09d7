package dev.hooklane.console.delivery;

import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.delivery.DeliveryStatus;
import java.util.List;

/**
 * A page of deliveries.
 *
 * @param choices the endpoints to choose from; none if they are named by id
 * @param asksForMore whether the filter must be narrower before anything is listed
 * @param onlyLatest whether older ones can't be listed
 * @param refused why the API refuses to list these; empty if it does not
 * @param first path of the first page; empty on it
 * @param next path of the next page; empty on the last
 * @param live path of the stream of updates; empty except on the first page
 * @param mayRetry whether the visitor may retry and replay
 * @param replay path of a replay of all that match; empty if none is possible
 * @param once idempotency token of the form that retries the chosen ones
 */
public record DeliveryList(
        DeliveryFilter filter,
        List<KnownEndpoint> choices,
        boolean asksForMore,
        boolean onlyLatest,
        String refused,
        List<DeliveryRow> rows,
        String first,
        String next,
        String live,
        boolean mayRetry,
        String replay,
        String once) {
    public DeliveryList {
        choices = List.copyOf(choices);
        rows = List.copyOf(rows);
    }

    /**
     * Returns which rows one box selects: the dead letters, unless only those that were delivered
     * are listed.
     */
    public DeliveryStatus.Kind chosenTogether() {
        return filter.status().equals(DeliveryStatus.Kind.DELIVERED.wireName())
                ? DeliveryStatus.Kind.DELIVERED
                : DeliveryStatus.Kind.DEAD;
    }
}

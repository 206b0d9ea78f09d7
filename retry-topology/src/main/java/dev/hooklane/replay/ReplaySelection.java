package dev.hooklane.replay;

import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of an endpoint is replayed.
 *
 * @param types of events of these types, by name or group; empty for all
 * @param from of events that happened then or later
 * @param until of events that happened before
 */
public record ReplaySelection(
        What what,
        Optional<EventSelection> types,
        Optional<Instant> from,
        Optional<Instant> until) {
    /**
     * The statuses that can be replayed: what waits comes by itself, what is cancelled has nowhere
     * to go.
     */
    public static final List<String> STATUSES = List.of("dead", "delivered");

    /** What a selection chooses from. */
    public sealed interface What {
        /** Deliveries that stand so. */
        record InStatus(Set<String> statuses) implements What {
            public InStatus {
                statuses = Set.copyOf(statuses);
                if (statuses.isEmpty() || !STATUSES.containsAll(statuses)) {
                    throw new IllegalArgumentException(
                            "status %s is not some of %s"
                                    .formatted(statuses, String.join(", ", STATUSES)));
                }
            }
        }

        /** Dead letters of the times in which the endpoint was paused or disabled. */
        record Missed() implements What {}

        /**
         * Events that never became a delivery to the endpoint, as if it had asked for them then.
         */
        record PastEvents() implements What {}
    }

    public ReplaySelection {
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            throw new IllegalArgumentException(
                    "from %s is not before until %s".formatted(from.get(), until.get()));
        }
    }

    /** The statuses of the deliveries that it chooses from; none if it chooses from events. */
    public Set<String> statuses() {
        return switch (what) {
            case What.InStatus(Set<String> statuses) -> statuses;
            case What.Missed _ -> Set.of("dead");
            case What.PastEvents _ -> Set.of();
        };
    }

    /** Whether it chooses the delivery, as it stands. */
    public boolean covers(DeliveryHistory delivery) {
        boolean stands =
                switch (what) {
                    case What.InStatus(Set<String> statuses) ->
                            statuses.contains(delivery.status().name());
                    case What.Missed _ ->
                            delivery.status() instanceof DeliveryStatus.Dead(var reason)
                                    && (reason == DeadLetterReason.ENDPOINT_PAUSED
                                            || reason == DeadLetterReason.ENDPOINT_DISABLED);
                    case What.PastEvents _ -> false;
                };
        // A test has the type that it tries out; only what made it happen tells.
        return stands
                && delivery.trigger() != Trigger.TEST
                && covers(delivery.event().type(), delivery.id());
    }

    /** Whether type and time of the delivery's event are chosen; tests never are. */
    public boolean covers(EventType type, DeliveryId delivery) {
        String happened = delivery.timeCode();
        return !type.equals(EventTypes.WEBHOOK_TEST)
                && types.map(chosen -> chosen.matches(type)).orElse(true)
                && from.map(DeliveryId::timeCode)
                        .map(code -> happened.compareTo(code) >= 0)
                        .orElse(true)
                && until.map(DeliveryId::timeCode)
                        .map(code -> happened.compareTo(code) < 0)
                        .orElse(true);
    }
}

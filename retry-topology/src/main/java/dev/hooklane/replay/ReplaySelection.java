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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Selects the deliveries of an endpoint to replay.
 *
 * @param types the event types, by name or group; empty for all
 * @param from the earliest time of the event, inclusive
 * @param until the latest time of the event, exclusive
 * @param died when the delivery became a dead letter; empty for any time
 */
public record ReplaySelection(
        What what,
        Optional<EventSelection> types,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<Died> died) {
    /**
     * The statuses that can be replayed. A waiting delivery is attempted anyway, and a cancelled
     * one has no endpoint or event left.
     */
    public static final List<DeliveryStatus.Kind> STATUSES =
            List.of(DeliveryStatus.Kind.DEAD, DeliveryStatus.Kind.DELIVERED);

    /** What the selection chooses from. */
    public sealed interface What {
        /** Deliveries with one of these statuses. */
        record InStatus(Set<DeliveryStatus.Kind> statuses) implements What {
            public InStatus {
                statuses = Set.copyOf(statuses);
                if (statuses.isEmpty() || !STATUSES.containsAll(statuses)) {
                    throw refused(wireNames(statuses));
                }
            }

            /**
             * Returns the choice of the statuses with these names.
             *
             * @throws IllegalArgumentException if there is none, or one can't be replayed
             */
            public static InStatus named(Collection<String> names) {
                return new InStatus(
                        names.stream()
                                .map(name ->
                                        DeliveryStatus.Kind.find(name)
                                                .orElseThrow(() -> refused(names)))
                                .collect(Collectors.toSet()));
            }

            /** Returns the statuses' names in the order of the alphabet. */
            public List<String> names() {
                return wireNames(statuses).stream().sorted().toList();
            }

            private static List<String> wireNames(Collection<DeliveryStatus.Kind> statuses) {
                return statuses.stream().map(DeliveryStatus.Kind::wireName).toList();
            }

            private static IllegalArgumentException refused(Collection<String> names) {
                return new IllegalArgumentException(
                        "status %s is not some of %s"
                                .formatted(names, String.join(", ", wireNames(STATUSES))));
            }
        }

        /** Dead letters from times when the endpoint was paused or disabled. */
        record Missed() implements What {}

        /**
         * Events that never became a delivery to the endpoint, as if it had subscribed to them
         * then.
         */
        record PastEvents() implements What {}
    }

    /**
     * A time within which deliveries became dead letters. One that failed again died again.
     *
     * @param from the first instant
     * @param until the first instant after it
     */
    public record Died(Instant from, Instant until) {
        public Died {
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException(
                        "died.from %s is not before died.until %s".formatted(from, until));
            }
        }

        boolean covers(DeliveryHistory delivery) {
            return delivery.status() instanceof DeliveryStatus.Dead
                    && !delivery.updatedAt().isBefore(from)
                    && delivery.updatedAt().isBefore(until);
        }
    }

    public ReplaySelection {
        if (died.isPresent() && !onlyDead(what)) {
            throw new IllegalArgumentException("died selects dead letters only");
        }
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            throw new IllegalArgumentException(
                    "from %s is not before until %s".formatted(from.get(), until.get()));
        }
    }

    private static boolean onlyDead(What what) {
        return switch (what) {
            case What.InStatus(Set<DeliveryStatus.Kind> statuses) ->
                    statuses.equals(Set.of(DeliveryStatus.Kind.DEAD));
            case What.Missed _ -> true;
            case What.PastEvents _ -> false;
        };
    }

    /** Returns the statuses of the deliveries to choose from; none if it chooses from events. */
    public Set<DeliveryStatus.Kind> statuses() {
        return switch (what) {
            case What.InStatus(Set<DeliveryStatus.Kind> statuses) -> statuses;
            case What.Missed _ -> Set.of(DeliveryStatus.Kind.DEAD);
            case What.PastEvents _ -> Set.of();
        };
    }

    /** Reports whether the delivery, in this state, is selected. */
    public boolean covers(DeliveryHistory delivery) {
        boolean stands =
                switch (what) {
                    case What.InStatus(Set<DeliveryStatus.Kind> statuses) ->
                            statuses.contains(delivery.status().kind());
                    case What.Missed _ ->
                            delivery.status() instanceof DeliveryStatus.Dead(var reason)
                                    && (reason == DeadLetterReason.ENDPOINT_PAUSED
                                            || reason == DeadLetterReason.ENDPOINT_DISABLED);
                    case What.PastEvents _ -> false;
                };
        // A test has the event type that it tests, so only its trigger identifies it.
        return stands
                && delivery.trigger() != Trigger.TEST
                && died.map(within -> within.covers(delivery)).orElse(true)
                && covers(delivery.event().type(), delivery.id());
    }

    /**
     * Reports whether the type and the time of the delivery's event are selected; tests never are.
     */
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

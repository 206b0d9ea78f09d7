package dev.hooklane.poll;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Holds requests to the order that an endpoint asked for: none is made for a later event before an
 * earlier one is done for.
 *
 * <p>Order may be broken where the partitions of the endpoint have changed hands: the new owner
 * can't know what waits in a delay topic. So an earlier event counts if it was published, or its
 * request made, in the same ownership as the later event's request. Events of the same millisecond
 * have no order, and what is asked for again by hand has none either.
 */
final class OrderJudge {
    private final int attempts;
    private final Predicate<DeliveryId> isOver;
    private final Consumer<String> violations;
    private final Set<EndpointId> ordered = new HashSet<>();
    private final Map<EndpointId, Map<DeliveryId, Integer>> open = new HashMap<>();

    /**
     * @param attempts how many the schedule allows
     * @param isOver whether a delivery is known to have ended
     */
    OrderJudge(int attempts, Predicate<DeliveryId> isOver, Consumer<String> violations) {
        this.attempts = attempts;
        this.isOver = isOver;
        this.violations = violations;
    }

    void ordered(EndpointId endpoint) {
        ordered.add(endpoint);
    }

    /**
     * @param ownership of the endpoint's partition: whoever has it now will read this
     */
    void published(Delivery delivery, int ownership) {
        if (ordered.contains(delivery.endpoint())) {
            open(delivery.endpoint()).put(delivery.id(), ownership);
        }
    }

    /**
     * @param ownership of the endpoint's partition, which whoever sent it has; 0 for none
     */
    void requested(Delivery delivery, boolean succeeded, int ownership) {
        if (!ordered.contains(delivery.endpoint()) || delivery.trigger() != Trigger.EVENT) {
            return;
        }
        Map<DeliveryId, Integer> others = open(delivery.endpoint());
        if (ownership > 0) {
            judge(delivery, others, ownership);
        }
        if (succeeded || delivery.attempt() >= attempts) {
            others.remove(delivery.id());
        } else if (ownership > 0) {
            others.put(delivery.id(), ownership);
        }
    }

    private void judge(Delivery delivery, Map<DeliveryId, Integer> others, int ownership) {
        others.entrySet()
                .removeIf(earlier -> {
                    boolean isOvertaken =
                            earlier.getValue() == ownership
                                    && isBefore(earlier.getKey(), delivery.id())
                                    && !isOver.test(earlier.getKey());
                    if (isOvertaken) {
                        violations.accept(
                                "%s was overtaken by %s#%d"
                                        .formatted(
                                                earlier.getKey(),
                                                delivery.id(),
                                                delivery.attempt()));
                    }
                    return isOvertaken;
                });
    }

    private static boolean isBefore(DeliveryId one, DeliveryId other) {
        return one.timeCode().compareTo(other.timeCode()) < 0;
    }

    private Map<DeliveryId, Integer> open(EndpointId endpoint) {
        return open.computeIfAbsent(endpoint, _ -> new LinkedHashMap<>());
    }
}

package dev.hooklane.road;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Each attempt has exactly one outcome, and a delivery's chain never forks: each history goes on
 * where the one before it ended, and no wait and no dead letter is written twice.
 */
final class NoOutcomeTwice implements Promise {
    @Override
    public void judge(Run run) {
        List<String> twice = new ArrayList<>();
        run.histories().values().forEach(histories -> judge(histories, twice));
        repeated(run.waits(), twice);
        repeated(run.deadLetters(), twice);
        Promise.none("outcomes that are there twice", twice);
    }

    private static void judge(List<DeliveryHistory> histories, List<String> twice) {
        DeliveryHistory before = histories.getFirst();
        for (DeliveryHistory history : histories.subList(1, histories.size())) {
            int known = before.attempts().size();
            boolean goesOn =
                    history.attempts().size() >= known
                            && history.attempts().size() <= known + 1
                            && history.attempts().subList(0, known).equals(before.attempts())
                            && !(history.attempts().size() == known
                                    && history.status().name().equals(before.status().name()));
            if (!goesOn) {
                twice.add(
                        "%s: %s after %d attempts, then %s after %s"
                                .formatted(
                                        history.id(),
                                        before.status().name(),
                                        known,
                                        history.status().name(),
                                        history.attempts()));
            }
            before = history;
        }
    }

    /** What the endpoint asked to wait longer may pass several delay topics; it says not before. */
    private static void repeated(List<Delivery> deliveries, List<String> twice) {
        Set<String> keys = new HashSet<>();
        for (Delivery delivery : deliveries) {
            if (delivery.notBefore().isEmpty()
                    && !keys.add(delivery.id() + " before attempt " + delivery.attempt())) {
                twice.add(delivery.id() + " before attempt " + delivery.attempt());
            }
        }
    }
}

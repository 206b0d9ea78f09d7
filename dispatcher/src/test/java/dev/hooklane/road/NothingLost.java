package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every delivery that must come of what was published has come to an end that can be proven:
 * delivered and the endpoint saw it, or a dead letter that is there, or cancelled with its
 * endpoint, which was deleted. And nothing else was delivered.
 */
final class NothingLost implements Promise {
    @Override
    public void judge(Run run) {
        Set<String> succeeded = new HashSet<>();
        run.seen().stream()
                .filter(SeenAttempt::succeeded)
                .forEach(seen -> {
                    succeeded.add(seen.key());
                });
        Set<String> dead = new HashSet<>();
        for (Delivery letter : run.deadLetters()) {
            dead.add(letter.id() + "#" + letter.attempts().size());
        }
        List<String> lost = new ArrayList<>();
        for (Expected expected : run.expected()) {
            List<DeliveryHistory> histories = run.historyOf(expected.delivery());
            if (histories.isEmpty()) {
                lost.add(expected.delivery() + " has no history");
                continue;
            }
            DeliveryHistory latest = histories.getLast();
            String key = latest.id() + "#" + latest.attempts().size();
            boolean proven =
                    switch (latest.status()) {
                        case DeliveryStatus.Delivered _ -> succeeded.contains(key);
                        case DeliveryStatus.Dead _ -> dead.contains(key);
                        case DeliveryStatus.Cancelled _ ->
                                run.deleted().contains(expected.endpoint().id());
                        case DeliveryStatus.Waiting _ -> false;
                    };
            if (!proven) {
                lost.add(key + " is said to be " + latest.status());
            }
        }
        Promise.none("deliveries lost", lost);
        assertThat(run.histories().keySet()).as("deliveries").hasSameSizeAs(run.expected());
    }
}

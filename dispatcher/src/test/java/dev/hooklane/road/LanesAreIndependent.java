package dev.hooklane.road;

import dev.hooklane.endpoint.EndpointId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whatever the other endpoints do, these get each delivery soon after its event.
 *
 * @param healthy endpoints that answer at once
 * @param within from the event to its first attempt
 */
record LanesAreIndependent(Set<EndpointId> healthy, Duration within) implements Promise {
    LanesAreIndependent {
        healthy = Set.copyOf(healthy);
    }

    @Override
    public void judge(Run run) {
        Map<String, Instant> first = new HashMap<>();
        run.seen().forEach(seen -> first.putIfAbsent(seen.delivery(), seen.at()));
        List<String> late = new ArrayList<>();
        for (Expected expected : run.expected()) {
            if (healthy.contains(expected.endpoint().id())) {
                Instant at = first.get(expected.delivery().value());
                if (at == null || at.isAfter(expected.event().timestamp().plus(within))) {
                    late.add(
                            "%s, of %s, at %s"
                                    .formatted(
                                            expected.delivery(), expected.event().timestamp(), at));
                }
            }
        }
        Promise.none("deliveries to healthy endpoints that came late or never", late);
    }
}

package dev.hooklane.endpoint;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The endpoints that were deleted last. Whoever creates and deletes endpoints without end leaves no
 * more than these in memory. Any thread may use it.
 */
final class RecentlyDeleted {
    /** Some 2 MB; deletions that are still being talked about are far more recent. */
    static final int REMEMBERED_MAX = 10_000;

    private final Set<EndpointId> ids = new LinkedHashSet<>();

    /** Remembers an endpoint, and returns the one that is forgotten for it. */
    synchronized Optional<EndpointId> add(EndpointId id) {
        ids.remove(id);
        ids.add(id);
        if (ids.size() <= REMEMBERED_MAX) {
            return Optional.empty();
        }
        Iterator<EndpointId> oldest = ids.iterator();
        EndpointId forgotten = oldest.next();
        oldest.remove();
        return Optional.of(forgotten);
    }

    /** Forgets an endpoint, since it exists again. */
    synchronized void remove(EndpointId id) {
        ids.remove(id);
    }

    synchronized boolean contains(EndpointId id) {
        return ids.contains(id);
    }

    synchronized boolean isEmpty() {
        return ids.isEmpty();
    }
}

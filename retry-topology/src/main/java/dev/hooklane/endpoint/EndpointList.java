package dev.hooklane.endpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints in an array: a reference each, as there may be millions of such lists. One thread at a
 * time changes it; any thread may read.
 *
 * <p>An endpoint stays at its place, so that a reader who is on the way meets each one that is in
 * the list all the while. A removal therefore makes a new array.
 */
final class EndpointList {
    /** Filled from the front; what follows the last endpoint is null. */
    private volatile @Nullable Endpoint[] places = new @Nullable Endpoint[1];

    private volatile int size;

    void add(Endpoint endpoint) {
        int count = size;
        @Nullable Endpoint[] now = places;
        if (count == now.length) {
            // A quarter more, so that many of them can be added, and few places stay empty.
            now = Arrays.copyOf(now, count + count / 4 + 1);
        }
        now[count] = endpoint;
        publish(now, count + 1);
    }

    /** Puts an endpoint in the place of its former version, which must be in the list. */
    void replace(Endpoint before, Endpoint after) {
        @Nullable Endpoint[] now = places;
        now[placeOf(before)] = after;
        publish(now, size);
    }

    /** Removes an endpoint that must be in the list. */
    void remove(Endpoint endpoint) {
        int place = placeOf(endpoint);
        int left = size - 1;
        @Nullable Endpoint[] without = new @Nullable Endpoint[Math.max(1, left)];
        System.arraycopy(places, 0, without, 0, place);
        System.arraycopy(places, place + 1, without, place, left - place);
        publish(without, left);
    }

    private void publish(@Nullable Endpoint[] now, int count) {
        // Whoever reads the field from now on sees what was written to the array before.
        places = now;
        size = count;
    }

    @SuppressWarnings("ReferenceEquality") // Cheap even where an account has very many.
    private int placeOf(Endpoint endpoint) {
        @Nullable Endpoint[] now = places;
        for (int i = 0; i < size; i++) {
            if (now[i] == endpoint) {
                return i;
            }
        }
        throw new IllegalStateException("endpoint %s is not in the list".formatted(endpoint.id()));
    }

    int size() {
        return size;
    }

    void addTo(List<Endpoint> found) {
        for (Endpoint endpoint : places) {
            if (endpoint == null) {
                return;
            }
            found.add(endpoint);
        }
    }

    List<Endpoint> copy() {
        List<Endpoint> copy = new ArrayList<>(size);
        addTo(copy);
        return List.copyOf(copy);
    }
}

package dev.hooklane.http;

import dev.hooklane.egress.AddressRules;
import dev.hooklane.endpoint.Endpoint;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints prepared recently: a table of fixed size in which each endpoint has one place, and
 * replaces the one that was there.
 */
final class PreparedEndpoints {
    private static final int PLACES = 16_384;

    private final AddressRules rules;
    private final OwnHeaders headerRules;
    private final AtomicReferenceArray<@Nullable PreparedEndpoint> places =
            new AtomicReferenceArray<>(PLACES);

    PreparedEndpoints(AddressRules rules, OwnHeaders headerRules) {
        this.rules = rules;
        this.headerRules = headerRules;
    }

    PreparedEndpoint of(Endpoint endpoint) {
        int hash = endpoint.id().hashCode();
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        PreparedEndpoint known = places.get(place);
        if (known != null && known.isOf(endpoint)) {
            return known;
        }
        PreparedEndpoint prepared = new PreparedEndpoint(endpoint, rules, headerRules);
        places.set(place, prepared);
        return prepared;
    }
}

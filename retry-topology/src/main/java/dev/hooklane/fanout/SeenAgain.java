package dev.hooklane.fanout;

import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.HealthCodec;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endpoints that the topic still holds while it is read again from its start. */
final class SeenAgain {
    private static final Logger log = LoggerFactory.getLogger(SeenAgain.class);

    /** Null while the topic is not being read again. */
    private volatile @Nullable Set<EndpointId> seen;

    void begin() {
        seen = ConcurrentHashMap.newKeySet();
    }

    /** Notes a record of the topic; one without a value deletes its endpoint. */
    void note(byte @Nullable [] key, byte @Nullable [] value) {
        Set<EndpointId> noted = seen;
        if (noted == null || key == null || value == null || HealthCodec.isKey(key)) {
            return;
        }
        try {
            noted.add(EndpointCodec.endpointOf(key));
        } catch (IllegalArgumentException e) {
            log.debug("endpoints.no_key", e);
        }
    }

    /**
     * Returns a test for endpoints that are gone from the topic. If the topic held none at all,
     * nothing is gone: an empty topic is not a deletion. An endpoint that is noted later is not
     * gone either.
     */
    Predicate<EndpointId> unseen() {
        Set<EndpointId> noted = seen;
        return noted == null || noted.isEmpty() ? _ -> false : id -> !noted.contains(id);
    }

    void end() {
        seen = null;
    }
}

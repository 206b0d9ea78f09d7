package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointRevision;
import dev.hooklane.endpoint.ListenerUrl;
import dev.hooklane.listener.HolderCalls;
import dev.hooklane.listener.Listener;
import dev.hooklane.listener.Listening;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the endpoints of streams that have ended. The instance that held a stream does so at
 * once. If it can't, or is gone, the next sweep of any instance with an API does.
 */
final class ListenerEnds {
    /** How often to look for endpoints that have outlived their streams. */
    static final Duration SWEEPING = Duration.ofSeconds(5);

    /** How long the instance with the stream must have been away. */
    static final Duration AWAY_FOR = Duration.ofSeconds(20);

    private static final Logger log = LoggerFactory.getLogger(ListenerEnds.class);

    private final EndpointParts endpoints;
    private final Listening listening;
    private final LongSupplier nanos;

    /** Since when instances with streams did not answer; used by the sweeping thread. */
    private final Map<String, Long> awaySince = new HashMap<>();

    ListenerEnds(EndpointParts endpoints, Listening listening, LongSupplier nanos) {
        this.endpoints = endpoints;
        this.listening = listening;
        this.nanos = nanos;
    }

    /** Deletes the endpoint, if it is still a listener's. */
    void end(EndpointId id) {
        try {
            endpoints.versions().alone(id, replaced -> remove(id, replaced));
        } catch (KafkaUnavailableException | ProblemException e) {
            log.warn("listener.not_deleted endpoint={} {}", id, e.getMessage());
        }
    }

    private void remove(EndpointId id, Set<EndpointRevision> replaced) {
        EndpointDirectory directory = endpoints.directory();
        directory
                .find(id)
                .filter(Endpoint::isListener)
                .ifPresent(endpoint -> endpoints.log().remove(endpoint, replaced));
    }

    /** Ends silent streams, and deletes endpoints without a stream; called periodically. */
    void sweep() {
        listening.here().endSilent();
        Set<String> looked = new HashSet<>();
        for (Endpoint endpoint : endpoints.directory().listeners()) {
            ListenerUrl.holder(endpoint.url())
                    .filter(holder -> isOver(holder, endpoint.id(), looked))
                    .ifPresent(_ -> end(endpoint.id()));
        }
        awaySince.keySet().retainAll(looked);
    }

    private boolean isOver(String holder, EndpointId id, Set<String> looked) {
        if (holder.equals(listening.elsewhere().self())) {
            return !isOpenHere(listening, id);
        }
        boolean first = looked.add(holder);
        Long away = awaySince.get(holder);
        if (!first && away != null) {
            return isLong(away);
        }
        return switch (listening.elsewhere().look(holder, id)) {
            case HolderCalls.Sight.OPEN, HolderCalls.Sight.UNKNOWN -> {
                awaySince.remove(holder);
                yield false;
            }
            case HolderCalls.Sight.GONE -> {
                awaySince.remove(holder);
                yield true;
            }
            case HolderCalls.Sight.AWAY ->
                    isLong(awaySince.computeIfAbsent(holder, _ -> nanos.getAsLong()));
        };
    }

    private boolean isLong(long since) {
        return nanos.getAsLong() - since > AWAY_FOR.toNanos();
    }

    /** Reports whether a stream is open here. */
    static boolean isOpenHere(Listening listening, EndpointId id) {
        Optional<Listener> listener = listening.here().find(id);
        return listener.isPresent() && listener.get().ended().isEmpty();
    }
}

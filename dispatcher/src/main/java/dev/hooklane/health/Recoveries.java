package dev.hooklane.health;

import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointHealth;
import dev.hooklane.endpoint.EndpointId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The endpoints that have succeeded after failures that were written down, until the recovery is
 * read back. Any thread may ask.
 */
final class Recoveries {
    /** A record that was written and not read back within this time was overwritten. */
    private static final Duration READ_BACK_WITHIN = Duration.ofSeconds(10);

    private final EndpointDirectory directory;
    private final Map<EndpointId, Recovery> recoveries = new ConcurrentHashMap<>();

    /** A success that ended the failures written down since then. */
    private record Recovery(Instant since, Instant at) {}

    Recoveries(EndpointDirectory directory) {
        this.directory = directory;
    }

    /**
     * Reports whether this is the first success to end the failures since then, or the first in a
     * long time.
     */
    boolean begin(EndpointId id, Instant since, Instant at) {
        Recovery before = recoveries.put(id, new Recovery(since, at));
        if (before != null
                && before.since().equals(since)
                && at.isBefore(before.at().plus(READ_BACK_WITHIN))) {
            recoveries.put(id, before);
            return false;
        }
        return true;
    }

    /**
     * Forgets a recovery: writing it failed, so that the next success tries again, or it was read
     * back.
     */
    void forget(EndpointId id) {
        recoveries.remove(id);
    }

    /** Reports whether a success has ended these failures, and this was not read back yet. */
    boolean hasEnded(EndpointId id, EndpointHealth health) {
        Recovery recovery = recoveries.get(id);
        return recovery != null
                && health instanceof EndpointHealth.Failing failing
                && failing.since().equals(recovery.since());
    }

    /** Forgets endpoints that don't exist any more. */
    void forgetDeleted() {
        recoveries.keySet().removeIf(id -> directory.find(id).isEmpty());
    }

    int size() {
        return recoveries.size();
    }

    /** Forgets the recoveries that have been read back. */
    void sweep() {
        recoveries.keySet().removeIf(id -> directory.health(id).isEmpty());
    }
}

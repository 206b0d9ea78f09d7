package dev.hooklane.api;

import dev.hooklane.history.HistoryStore;
import dev.hooklane.topic.FollowedTopic;
import java.util.ArrayList;
import java.util.List;

/**
 * Which parts of an instance with the control plane can do their work: the others', and its own.
 */
record ControlPlaneReadiness(
        Readiness others,
        HistoryStore history,
        FollowedTopic keys,
        FollowedTopic claims,
        FollowedTopic replays,
        FollowedTopic quotas,
        FollowedTopic links)
        implements Readiness {
    @Override
    public List<Part> parts() {
        List<Part> all = new ArrayList<>(others.parts());
        boolean ready = history.ready();
        all.add(new Part("history", ready, ready ? "" : "it is catching up with its topic"));
        all.add(part("keys", keys));
        all.add(part("idempotency", claims));
        all.add(part("replays", replays));
        all.add(part("quotas", quotas));
        all.add(part("portal links", links));
        return all;
    }

    private static Part part(String name, FollowedTopic followed) {
        return new Part(name, followed.caughtUp(), followed.problem());
    }
}

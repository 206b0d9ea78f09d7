package dev.hooklane.api;

import dev.hooklane.eraser.Eraser;
import dev.hooklane.listener.Listening;

/** What the API serves, by subject. The API only reads these parts; it starts and closes none. */
record ApiParts(
        EndpointParts endpoints,
        EventParts events,
        DeliveryParts deliveries,
        ReplayParts replays,
        Eraser eraser,
        CallerParts callers,
        QuotaParts quotas,
        OperatorParts operators,
        SourceParts sources,
        Listening listening) {
    /** Returns what lets other instances in. */
    PeerDoors doors() {
        return new PeerDoors(callers.access().peers(), listening.tokens());
    }
}

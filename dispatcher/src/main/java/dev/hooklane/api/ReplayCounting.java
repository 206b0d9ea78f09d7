package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.history.HistoryStore;
import dev.hooklane.replay.Replay;
import dev.hooklane.replayer.ReplayCount;
import dev.hooklane.replayer.Replaying;
import io.javalin.http.Context;
import java.util.Set;

/** Counts the deliveries of a replay where the endpoint's history is. Asking again is harmless. */
final class ReplayCounting {
    private final Replaying replaying;
    private final HistoryStore history;
    private final OtherInstances others;

    ReplayCounting(Replaying replaying, HistoryStore history, OtherInstances others) {
        this.replaying = replaying;
        this.history = history;
        this.others = others;
    }

    /** Reports whether another instance sent the request; it only wants the count. */
    boolean isAsked(Context context) {
        return PeerCall.partitions(context).isPresent();
    }

    /** Answers with the count alone. */
    void answer(Context context, Replay replay, Endpoint endpoint) {
        ReplayCount count =
                isAsked(context)
                        ? replaying.count(replay, endpoint)
                        : count(context, replay, endpoint);
        Answers.json(context, 200, json -> ReplayJson.write(endpoint.id(), count, json));
    }

    /** Returns the replay with its count. */
    Replay counted(Context context, Replay replay, Endpoint endpoint) {
        ReplayCount count = count(context, replay, endpoint);
        return replay.withCount(count.matched(), count.more());
    }

    private ReplayCount count(Context context, Replay replay, Endpoint endpoint) {
        return others.gather(
                        context,
                        Set.of(history.holders().partition(endpoint.id())),
                        _ -> replaying.count(replay, endpoint),
                        ReplayJson::count)
                .getFirst();
    }
}

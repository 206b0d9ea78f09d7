package dev.hooklane.api;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.history.HistoryStore;
import dev.hooklane.lookup.EventLookup;
import dev.hooklane.replay.Replays;
import dev.hooklane.replayer.ReplayLog;
import dev.hooklane.replayer.Replaying;
import dev.hooklane.supervision.StartedParts;
import dev.hooklane.topic.FollowedTopic;

/**
 * What the API needs for replays: the log of all replays, and this instance's part in running them.
 */
record ReplayParts(ReplayLog log, Replaying replaying) {
    /** The replays, and the topic that they are read from. */
    record Known(Replays index, FollowedTopic followed) {}

    /** Starts this instance's part in running them. */
    static ReplayParts start(
            HooklaneConfig config,
            Connections kafka,
            EventLookup lookup,
            HistoryStore history,
            Known known,
            ControlPlane.Shared shared,
            StartedParts started) {
        Replaying replaying =
                started.add(
                        Replaying.start(
                                new Replaying.Shared(
                                        new Replaying.Brokers(
                                                kafka.topics(),
                                                config.kafka().producerProperties(),
                                                kafka.admin()),
                                        lookup,
                                        history,
                                        shared.endpoints().index(),
                                        shared.erasures().index(),
                                        shared.rest().prometheus().replays(),
                                        config.instance()),
                                known.index(),
                                known.followed()));
        shared.rest().prometheus().watch(replaying.thread());
        shared.rest().prometheus().watchUnfinishedReplays(replaying::unfinished);
        return new ReplayParts(
                new ReplayLog(
                        known.index(),
                        known.followed(),
                        kafka.producer()::write,
                        kafka.topics().replays()),
                replaying);
    }
}

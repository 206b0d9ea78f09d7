package dev.hooklane.replayer;

import dev.hooklane.replay.Replays;
import dev.hooklane.topic.FollowedTopic;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;

/** One instance's part in replays. */
record ReplayInstance(Replayer replayer, Replays replays, FollowedTopic followed, Admin admin)
        implements AutoCloseable {
    @Override
    public void close() {
        replayer.close();
        followed.close();
        admin.close(Duration.ZERO);
    }
}

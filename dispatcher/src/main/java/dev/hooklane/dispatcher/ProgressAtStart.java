package dev.hooklane.dispatcher;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.Role;
import dev.hooklane.config.StartRefusedException;
import dev.hooklane.delay.DelayTopic;
import dev.hooklane.kafka.KafkaClients;
import dev.hooklane.progress.GroupProgress;
import dev.hooklane.progress.GroupProgress.Group;
import dev.hooklane.progress.Leftovers;
import dev.hooklane.progress.Leftovers.Leftover;
import dev.hooklane.progress.OffsetsRetention;
import dev.hooklane.topic.Topics;
import dev.hooklane.waiting.GroupOffsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the progress of the groups that an instance is about to join. Blocks. */
final class ProgressAtStart {
    private static final Logger log = LoggerFactory.getLogger(ProgressAtStart.class);

    private ProgressAtStart() {}

    /**
     * Refuses the start if progress is lost, unless the configuration says where to begin.
     *
     * @throws StartRefusedException with the partitions, and the remedy
     */
    static void check(HooklaneConfig config) {
        String prefix = config.topics().prefix();
        Topics topics = config.topicNames();
        try (Admin admin = new KafkaClients(config).admin()) {
            GroupProgress progress = new GroupProgress(new GroupOffsets(admin));
            List<String> problems = new ArrayList<>();
            if (config.has(Role.FAN_OUT)) {
                problems.addAll(progress.prepare(Group.fanOut(prefix, topics), config.beginAt()));
            }
            if (config.has(Role.DELIVERY)) {
                problems.addAll(progress.prepare(Group.delivery(prefix, topics), config.beginAt()));
            }
            StartRefusedException.throwIfAny(
                    problems,
                    "start once with --begin-at earliest (do them again), latest (leave them undone)"
                            + " or a time such as 2026-01-31T06:00:00Z (do what came since)");
            new OffsetsRetention(admin)
                    .problem(topics)
                    .ifPresent(line -> log.warn("offsets.retention {}", line));
        }
    }

    /** Returns the topics of a former schedule that still have undone deliveries. */
    static List<DelayTopic> leftovers(HooklaneConfig config) {
        try (Admin admin = new KafkaClients(config).admin()) {
            List<Leftover> leftovers =
                    new Leftovers(
                                    new GroupOffsets(admin),
                                    config.topicNames(),
                                    Topics.deliveryGroup(config.topics().prefix()))
                            .undone();
            leftovers.forEach(each -> log.warn("topics.leftover {}", each.text()));
            return leftovers.stream().map(Leftover::topic).toList();
        }
    }
}

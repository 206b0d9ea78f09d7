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
        KafkaClients kafka = new KafkaClients(config);
        StartRefusedException.throwIfAny(
                kafka.ask(admin -> problems(config, new GroupProgress(offsets(admin)))),
                "start once with --begin-at earliest (do them again), latest (leave them undone)"
                        + " or a time such as 2026-01-31T06:00:00Z (do what came since)");
        kafka.ask(admin -> new OffsetsRetention(admin).problem(config.topicNames()))
                .ifPresent(line -> log.warn("offsets.retention {}", line));
    }

    private static GroupOffsets offsets(Admin admin) {
        return new GroupOffsets(admin, TopicsAtStart.PATIENCE);
    }

    private static List<String> problems(HooklaneConfig config, GroupProgress progress) {
        String prefix = config.topics().prefix();
        Topics topics = config.topicNames();
        List<String> problems = new ArrayList<>();
        if (config.has(Role.FAN_OUT)) {
            problems.addAll(progress.prepare(Group.fanOut(prefix, topics), config.beginAt()));
        }
        if (config.has(Role.DELIVERY)) {
            problems.addAll(progress.prepare(Group.delivery(prefix, topics), config.beginAt()));
        }
        return problems;
    }

    /** Returns the topics of a former schedule that still have undone deliveries. */
    static List<DelayTopic> leftovers(HooklaneConfig config) {
        List<Leftover> leftovers =
                new KafkaClients(config)
                        .ask(admin ->
                                new Leftovers(
                                                offsets(admin),
                                                config.topicNames(),
                                                Topics.deliveryGroup(config.topics().prefix()))
                                        .undone());
        leftovers.forEach(each -> log.warn("topics.leftover {}", each.text()));
        return leftovers.stream().map(Leftover::topic).toList();
    }
}

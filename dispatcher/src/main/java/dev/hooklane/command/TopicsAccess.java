package dev.hooklane.command;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.kafka.KafkaClients;
import dev.hooklane.progress.Leftovers;
import dev.hooklane.progress.OffsetsRetention;
import dev.hooklane.topic.KafkaUnavailableException;
import dev.hooklane.topic.Topics;
import dev.hooklane.topic.TopicsAdmin;
import dev.hooklane.waiting.GroupOffsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;

/** Runs one action on the topics of a configuration. */
final class TopicsAccess {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private TopicsAccess() {}

    /** Returns additional notes, one per line; none of them prevents a start. */
    static List<String> notes(HooklaneConfig config) {
        return new KafkaClients(config).ask(admin -> notes(config, admin));
    }

    private static List<String> notes(HooklaneConfig config, Admin admin) {
        Topics topics = config.topicNames();
        List<String> notes = new ArrayList<>();
        try {
            new OffsetsRetention(admin).problem(topics).ifPresent(notes::add);
            new Leftovers(
                            new GroupOffsets(admin),
                            topics,
                            Topics.deliveryGroup(config.topics().prefix()))
                    .all()
                    .forEach(each -> notes.add(each.text()));
        } catch (KafkaUnavailableException e) {
            // A caller may check topics without any right to the groups.
            notes.add(
                    "can't tell what is left in the topics of a former schedule: "
                            + e.getMessage());
        }
        return notes;
    }

    /** Returns the action's result, and closes its admin client. */
    static List<String> of(HooklaneConfig config, Function<TopicsAdmin, List<String>> action) {
        Topics topics = config.topicNames();
        return new KafkaClients(config)
                .ask(admin ->
                        action.apply(new TopicsAdmin(admin, topics, config.topics(), TIMEOUT)));
    }
}

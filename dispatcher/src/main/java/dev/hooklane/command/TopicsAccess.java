package dev.hooklane.command;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.dispatcher.Dispatcher;
import dev.hooklane.dispatcher.KafkaClients;
import dev.hooklane.topology.Topics;
import dev.hooklane.topology.TopicsAdmin;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;

/** Runs one action on the topics that a configuration asks for. */
final class TopicsAccess {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private TopicsAccess() {}

    /** What the action returned; its admin client is closed again. */
    static List<String> of(HooklaneConfig config, Function<TopicsAdmin, List<String>> action) {
        Topics topics = Dispatcher.topics(config);
        try (Admin admin = new KafkaClients(config).admin()) {
            return action.apply(new TopicsAdmin(admin, topics, config.topics(), TIMEOUT));
        }
    }
}

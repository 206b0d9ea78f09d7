package dev.hooklane.dispatcher;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.StartRefusedException;
import dev.hooklane.kafka.KafkaClients;
import dev.hooklane.rights.KafkaRights;
import dev.hooklane.rights.RightsCheck;
import dev.hooklane.topic.TopicSpec;
import dev.hooklane.topic.Topics;
import dev.hooklane.topic.TopicsAdmin;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;

/** Checks the topics that an instance is about to use, and its rights to use them. Blocks. */
final class TopicsAtStart {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private TopicsAtStart() {}

    /**
     * Refuses the start if a topic is not set up as required, or may not be used.
     *
     * @throws StartRefusedException with the topics, and the remedy
     * @throws dev.hooklane.topic.KafkaUnavailableException if Kafka can't be reached
     */
    static void check(HooklaneConfig config) {
        try (Admin admin = new KafkaClients(config).admin()) {
            checkRights(config, admin);
            StartRefusedException.throwIfAny(
                    new TopicsAdmin(admin, config.topicNames(), config.topics(), TIMEOUT).check(),
                    "'hooklane topics apply' makes and mends them");
        }
    }

    private static void checkRights(HooklaneConfig config, Admin admin) {
        Topics topics = config.topicNames();
        StartRefusedException.throwIfAny(
                new RightsCheck(admin, TIMEOUT)
                        .missing(
                                KafkaRights.of(config.roles(), config.topics().prefix(), topics),
                                topics.specs().stream().map(TopicSpec::name).toList()),
                "deploy/kafka/acls.txt lists what each role needs, deploy/kafka/acls.sh grants it");
    }
}

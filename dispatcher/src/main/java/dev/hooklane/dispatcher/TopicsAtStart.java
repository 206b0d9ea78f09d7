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
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** Checks the topics that an instance is about to use, and its rights to use them. Blocks. */
final class TopicsAtStart {
    /**
     * How long a start waits for each answer. Brokers that are away may be asked first, 2 s each,
     * and who started an instance wants it to run rather than an early answer.
     */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private TopicsAtStart() {}

    /**
     * Refuses the start if a topic is not set up as required, or may not be used.
     *
     * @throws StartRefusedException with the topics, and the remedy
     * @throws dev.hooklane.topic.KafkaUnavailableException if Kafka can't be reached
     */
    static void check(HooklaneConfig config) {
        KafkaClients kafka = new KafkaClients(config);
        StartRefusedException.throwIfAny(
                kafka.ask(admin -> missingRights(config, admin)),
                "deploy/kafka/acls.txt lists what each role needs, deploy/kafka/acls.sh grants it");
        StartRefusedException.throwIfAny(
                kafka.ask(admin ->
                        new TopicsAdmin(admin, config.topicNames(), config.topics(), PATIENCE)
                                .check()),
                "'hooklane topics apply' makes and mends them");
    }

    private static List<String> missingRights(HooklaneConfig config, Admin admin) {
        Topics topics = config.topicNames();
        return new RightsCheck(admin, PATIENCE)
                .missing(
                        KafkaRights.of(config.roles(), config.topics().prefix(), topics),
                        topics.specs().stream().map(TopicSpec::name).toList());
    }
}

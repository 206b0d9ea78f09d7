package dev.hooklane.source.run;

import dev.hooklane.topic.BrokerAnswers;
import dev.hooklane.topic.KafkaUnavailableException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics of a source's cluster, as far as its user may see them. Any thread may ask.
 *
 * @param admin a client of that cluster
 */
record TheirTopics(Admin admin, BrokerAnswers answers) {
    /** Returns the ids of all topics that are there, by name. */
    Map<String, Uuid> ids() {
        return answers.await(askIds());
    }

    /** Asks for the ids of all topics that are there, by name, and waits for nothing. */
    KafkaFuture<Map<String, Uuid>> askIds() {
        return admin.listTopics(new ListTopicsOptions().listInternal(true))
                .listings()
                .thenApply(listings ->
                        listings.stream()
                                .collect(
                                        Collectors.toMap(
                                                TopicListing::name, TopicListing::topicId)));
    }

    /** Returns those of the topics that are there. */
    Map<String, TopicDescription> described(Collection<String> topics) {
        Map<String, TopicDescription> described = new HashMap<>();
        admin.describeTopics(topics)
                .topicNameValues()
                .forEach((name, answer) -> {
                    try {
                        described.put(name, answers.await(answer));
                    } catch (KafkaUnavailableException e) {
                        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                            throw e;
                        }
                    }
                });
        return described;
    }
}

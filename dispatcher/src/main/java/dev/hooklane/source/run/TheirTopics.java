package dev.hooklane.source.run;

import dev.hooklane.source.progress.TopicsThere;
import dev.hooklane.topic.BrokerAnswers;
import dev.hooklane.topic.KafkaUnavailableException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics of a source's cluster, as far as its user may see them. Any thread may ask.
 *
 * @param admin a client of that cluster
 */
record TheirTopics(Admin admin, BrokerAnswers answers) implements TopicWatch.Cluster {
    private static final DescribeTopicsOptions WITH_RIGHTS =
            new DescribeTopicsOptions().includeAuthorizedOperations(true);

    /** Returns the ids of all topics that are there, by name. */
    Map<String, Uuid> ids() {
        return answers.await(askIds());
    }

    @Override
    public KafkaFuture<Map<String, Uuid>> askIds() {
        return admin.listTopics(new ListTopicsOptions().listInternal(true))
                .listings()
                .thenApply(listings ->
                        listings.stream()
                                .collect(
                                        Collectors.toMap(
                                                TopicListing::name, TopicListing::topicId)));
    }

    @Override
    public Map<String, KafkaFuture<Integer>> askPartitions(Collection<String> topics) {
        Map<String, KafkaFuture<Integer>> partitions = new HashMap<>();
        admin.describeTopics(topics)
                .topicNameValues()
                .forEach((name, answer) ->
                        partitions.put(name, answer.thenApply(there -> there.partitions().size())));
        return partitions;
    }

    /**
     * Asks which of the topics there are.
     *
     * @throws KafkaUnavailableException if the cluster does not say
     */
    TopicsThere lookFor(Collection<String> topics) {
        String clusterId =
                Optional.ofNullable(answers.await(admin.describeCluster().clusterId())).orElse("");
        Map<String, TopicsThere.Found> found = new HashMap<>();
        Set<String> absent = new HashSet<>();
        admin.describeTopics(topics, WITH_RIGHTS)
                .topicNameValues()
                .forEach((name, answer) -> {
                    try {
                        TopicDescription there = answers.await(answer);
                        found.put(
                                name,
                                new TopicsThere.Found(
                                        there.topicId().toString(),
                                        there.partitions().size(),
                                        isReadable(there)));
                    } catch (KafkaUnavailableException e) {
                        // Of a topic that it hides, a broker says that this user is not authorized.
                        switch (e.getCause()) {
                            case UnknownTopicOrPartitionException _ -> absent.add(name);
                            case TopicAuthorizationException _ -> {}
                            case null, default -> throw e;
                        }
                    }
                });
        return new TopicsThere(clusterId, found, absent);
    }

    /** Who may describe a topic is told that, too, by brokers that know of rights at all. */
    private static boolean isReadable(TopicDescription topic) {
        Set<AclOperation> rights = topic.authorizedOperations();
        return rights == null
                || !rights.contains(AclOperation.DESCRIBE)
                || rights.contains(AclOperation.READ);
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

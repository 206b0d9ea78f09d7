package dev.hooklane.rights;

import dev.hooklane.topic.BrokerAnswers;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Asks Kafka whether this user has the rights that it needs. Blocks; every question is bounded by
 * the timeout.
 *
 * <p>For topics, Kafka reports exactly what is allowed. For groups and transactional ids that were
 * never used, it reports only that nothing is.
 */
public final class RightsCheck {
    private final Admin admin;
    private final BrokerAnswers answers;

    public RightsCheck(Admin admin, Duration timeout) {
        this.admin = admin;
        this.answers = new BrokerAnswers(timeout);
    }

    /**
     * Returns the missing rights, a line each; empty if there are none. Topics that don't exist are
     * left out.
     *
     * @throws KafkaUnavailableException if the brokers can't be reached
     */
    public List<String> missing(Collection<KafkaRight> needed, Collection<String> topics) {
        Map<String, Set<AclOperation>> allowed = allowed(topics);
        List<String> missing = new ArrayList<>();
        for (KafkaRight right : needed) {
            Set<AclOperation> lacking =
                    right.resource() == ResourceType.TOPIC
                            ? lackingTopics(right, allowed)
                            : lackingOther(right);
            if (!lacking.isEmpty()) {
                missing.add(right.missing(lacking));
            }
        }
        return missing;
    }

    private static Set<AclOperation> lackingTopics(
            KafkaRight right, Map<String, Set<AclOperation>> allowed) {
        Set<AclOperation> lacking = EnumSet.noneOf(AclOperation.class);
        allowed.forEach((topic, operations) -> {
            if (right.covers(topic)) {
                right.operations().stream()
                        .filter(operation -> !operations.contains(operation))
                        .forEach(lacking::add);
            }
        });
        return lacking;
    }

    /** Returns what may be done with each existing topic. */
    private Map<String, Set<AclOperation>> allowed(Collection<String> topics) {
        Map<String, Set<AclOperation>> allowed = new HashMap<>();
        admin.describeTopics(topics, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues()
                .forEach((topic, description) ->
                        operations(description)
                                .ifPresent(operations -> allowed.put(topic, operations)));
        return allowed;
    }

    private Optional<Set<AclOperation>> operations(KafkaFuture<TopicDescription> description) {
        try {
            return Optional.of(answers.await(description).authorizedOperations());
        } catch (KafkaUnavailableException e) {
            return switch (e.getCause()) {
                case UnknownTopicOrPartitionException _ -> Optional.empty();
                case AuthorizationException _ -> Optional.of(Set.of());
                case null, default -> throw e;
            };
        }
    }

    /** Returns everything that is needed, if Kafka reports that nothing is allowed. */
    private Set<AclOperation> lackingOther(KafkaRight right) {
        try {
            if (right.resource() == ResourceType.GROUP) {
                boolean allowed =
                        answers
                                .await(
                                        admin.describeConsumerGroups(
                                                        List.of(right.name()), groupOptions())
                                                .all())
                                .values()
                                .stream()
                                .allMatch(group ->
                                        group.authorizedOperations()
                                                .containsAll(right.operations()));
                return allowed ? Set.of() : right.operations();
            }
            // The right to write any id with the prefix includes asking about this one.
            var _ = answers.await(admin.describeTransactions(List.of(right.name())).all());
            return Set.of();
        } catch (KafkaUnavailableException e) {
            return switch (e.getCause()) {
                case AuthorizationException _ -> right.operations();
                case InterruptedException _ -> throw e;
                // It was never used, or its coordinator is down: neither says anything about
                // rights.
                case null, default -> Set.of();
            };
        }
    }

    private static DescribeConsumerGroupsOptions groupOptions() {
        return new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true);
    }
}

package dev.hooklane.rights;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/**
 * A right that its holder needs on a topic, group or transactional id of Kafka.
 *
 * @param pattern whether the name is the whole one ({@code LITERAL}) or how it begins ({@code
 *     PREFIXED})
 */
public record KafkaRight(
        RightHolder holder,
        ResourceType resource,
        PatternType pattern,
        String name,
        Set<AclOperation> operations) {
    public KafkaRight {
        operations = Set.copyOf(operations);
    }

    boolean covers(String topic) {
        return resource == ResourceType.TOPIC
                && (pattern == PatternType.LITERAL ? topic.equals(name) : topic.startsWith(name));
    }

    /** Returns the operations by Kafka's names, separated by commas. */
    public String operationNames() {
        return names(operations);
    }

    /** Returns the message for a user that lacks these of its operations. */
    String missing(Set<AclOperation> lacking) {
        return "Kafka does not allow this user to %s %s %s%s; %s needs it"
                .formatted(
                        names(lacking),
                        switch (resource) {
                            case GROUP -> "group";
                            case TRANSACTIONAL_ID -> "transactional id";
                            default -> "topic";
                        },
                        name,
                        pattern == PatternType.PREFIXED ? "*" : "",
                        holder == RightHolder.INSTANCE
                                ? "every instance"
                                : "role " + holder.label());
    }

    private static String names(Set<AclOperation> operations) {
        return new TreeSet<>(operations)
                .stream().map(SecurityUtils::operationName).collect(Collectors.joining(","));
    }
}

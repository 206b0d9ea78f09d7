package dev.hooklane.deploy;

import dev.hooklane.rights.KafkaRight;
import dev.hooklane.rights.RightHolder;
import dev.hooklane.topic.TopicLayout;
import dev.hooklane.topic.TopicSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/** Topics and users as resources of the Strimzi operator, by the defaults of all settings. */
final class StrimziFiles {
    private static final int PARTITIONS = 12;
    private static final int REPLICAS = 3;
    private static final int MIN_INSYNC_REPLICAS = 2;
    private static final TopicLayout LAYOUT =
            new TopicLayout(
                    KafkaAcls.PREFIX, PARTITIONS, (short) REPLICAS, MIN_INSYNC_REPLICAS, 1 << 30);

    private static final String HEAD =
            """
            # %s
            # Made from the code: ./hooklane test -Dtest=StrimziFilesTest -Dregenerate
            # Change strimzi.io/cluster to the name of your Kafka resource.
            """;

    private static final List<User> USERS =
            List.of(
                    new User(
                            "hooklane",
                            RightHolder.INSTANCE,
                            RightHolder.FAN_OUT,
                            RightHolder.DELIVERY,
                            RightHolder.CONTROL_PLANE,
                            RightHolder.SOURCES),
                    new User("hooklane-fan-out", RightHolder.INSTANCE, RightHolder.FAN_OUT),
                    new User("hooklane-delivery", RightHolder.INSTANCE, RightHolder.DELIVERY),
                    new User(
                            "hooklane-control-plane",
                            RightHolder.INSTANCE,
                            RightHolder.CONTROL_PLANE),
                    new User("hooklane-sources", RightHolder.INSTANCE, RightHolder.SOURCES),
                    new User("hooklane-topics", RightHolder.TOPICS_APPLY),
                    new User("hooklane-publisher", RightHolder.PUBLISHER));

    private StrimziFiles() {}

    /** Who runs what, with the rights of these. */
    private record User(String name, List<RightHolder> holders) {
        User(String name, RightHolder... holders) {
            this(name, List.of(holders));
        }
    }

    /** What is granted on one resource. */
    private record On(ResourceType resource, PatternType pattern, String name) {}

    static String topics() {
        return HEAD.formatted(
                        "Hooklane's topics for Strimzi's Topic Operator, in place of `hooklane topics apply`.")
                + KafkaAcls.topics().specs().stream()
                        .map(StrimziFiles::topic)
                        .collect(Collectors.joining());
    }

    private static String topic(TopicSpec spec) {
        return """
        ---
        apiVersion: kafka.strimzi.io/v1
        kind: KafkaTopic
        metadata:
          name: %1$s
          labels:
            strimzi.io/cluster: kafka
        spec:
          topicName: %1$s
          partitions: %2$d
          replicas: %3$d
          config:
        %4$s\
        """
                .formatted(
                        spec.name(),
                        PARTITIONS,
                        REPLICAS,
                        spec.config(LAYOUT).entrySet().stream()
                                .map(each ->
                                        "    %s: \"%s\"%n"
                                                .formatted(each.getKey(), each.getValue()))
                                .collect(Collectors.joining()));
    }

    static String users() {
        return HEAD.formatted(
                        "Users for Strimzi's User Operator: `hooklane` for instances with all roles, else one for each role.")
                + USERS.stream().map(StrimziFiles::user).collect(Collectors.joining());
    }

    private static String user(User user) {
        return """
        ---
        apiVersion: kafka.strimzi.io/v1
        kind: KafkaUser
        metadata:
          name: %s
          labels:
            strimzi.io/cluster: kafka
        spec:
          authentication:
            type: scram-sha-512
          authorization:
            type: simple
            acls:
        %s\
        """
                .formatted(user.name(), acls(user.holders()));
    }

    private static String acls(List<RightHolder> holders) {
        Map<On, Set<AclOperation>> granted = new LinkedHashMap<>();
        for (KafkaRight right : KafkaAcls.rights()) {
            if (holders.contains(right.holder())) {
                granted.computeIfAbsent(
                                new On(right.resource(), right.pattern(), right.name()),
                                _ -> new TreeSet<>())
                        .addAll(right.operations());
            }
        }
        return granted.entrySet().stream()
                .map(each -> acl(each.getKey(), each.getValue()))
                .collect(Collectors.joining());
    }

    private static String acl(On on, Set<AclOperation> operations) {
        return "      - resource: {type: %s, name: %s, patternType: %s}%n        operations: [%s]%n"
                .formatted(
                        switch (on.resource()) {
                            case GROUP -> "group";
                            case TRANSACTIONAL_ID -> "transactionalId";
                            default -> "topic";
                        },
                        on.name(),
                        on.pattern() == PatternType.PREFIXED ? "prefix" : "literal",
                        operations.stream()
                                .map(SecurityUtils::operationName)
                                .collect(Collectors.joining(", ")));
    }
}

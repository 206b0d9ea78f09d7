package dev.hooklane.rights;

import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;

import dev.hooklane.config.Role;
import dev.hooklane.source.SourceGroups;
import dev.hooklane.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The rights that each part of an installation needs in Kafka, and no more. {@code
 * deploy/kafka/acls.txt} shows them. A user that may Read, Write or Alter may also Describe.
 */
public final class KafkaRights {
    private final String prefix;
    private final Topics topics;
    private final List<KafkaRight> all = new ArrayList<>();

    private KafkaRights(String prefix, Topics topics) {
        this.prefix = prefix;
        this.topics = topics;
    }

    /**
     * Returns the rights of all holders.
     *
     * @param prefix of the topics' names
     */
    public static List<KafkaRight> all(String prefix, Topics topics) {
        KafkaRights rights = new KafkaRights(prefix, topics);
        rights.instance();
        rights.fanOut();
        rights.delivery();
        rights.controlPlane();
        rights.sources();
        rights.around();
        return List.copyOf(rights.all);
    }

    /** Returns the rights of an instance with these roles. */
    public static List<KafkaRight> of(Set<Role> roles, String prefix, Topics topics) {
        List<RightHolder> holders = new ArrayList<>(List.of(RightHolder.INSTANCE));
        roles.stream().map(RightHolder::of).forEach(holders::add);
        return all(prefix, topics).stream()
                .filter(right -> holders.contains(right.holder()))
                .toList();
    }

    private void instance() {
        // The start checks that all topics are set up as required.
        topic(RightHolder.INSTANCE, PREFIXED, prefix, DESCRIBE, DESCRIBE_CONFIGS);
        topic(RightHolder.INSTANCE, LITERAL, topics.endpoints(), READ);
        topic(RightHolder.INSTANCE, LITERAL, topics.erasures(), READ);
        topic(RightHolder.INSTANCE, LITERAL, topics.eventTypes(), READ);
    }

    private void fanOut() {
        RightHolder holder = RightHolder.FAN_OUT;
        topic(holder, LITERAL, topics.events(), READ);
        topic(holder, LITERAL, topics.deliveries(), WRITE);
        topic(holder, LITERAL, topics.rejected(), WRITE);
        topic(holder, LITERAL, topics.firstPublished(), READ, WRITE);
        topic(holder, LITERAL, topics.deferred(), READ, WRITE);
        // The accounts' shares.
        topic(holder, LITERAL, topics.quotas(), READ);
        group(holder, Topics.fanOutApplication(prefix));
        // Used if fan-out.processing-guarantee is exactly-once.
        transactions(holder, Topics.fanOutApplication(prefix) + "-");
    }

    private void delivery() {
        RightHolder holder = RightHolder.DELIVERY;
        topic(holder, LITERAL, topics.deliveries(), READ);
        topic(holder, LITERAL, topics.bulkDeliveries(), READ);
        topic(holder, LITERAL, topics.leases(), READ, WRITE);
        topic(holder, PREFIXED, prefix + "retry.", READ, WRITE);
        topic(holder, PREFIXED, prefix + "parked.", READ, WRITE);
        topic(holder, LITERAL, topics.deadLetters(), WRITE);
        topic(holder, LITERAL, topics.history(), WRITE);
        topic(holder, LITERAL, topics.rejected(), WRITE);
        // An endpoint's health, and the events that notify its account.
        topic(holder, LITERAL, topics.endpoints(), WRITE);
        topic(holder, LITERAL, topics.events(), WRITE);
        group(holder, Topics.deliveryGroup(prefix));
        transactions(holder, Topics.deliveryGroup(prefix) + "-");
    }

    private void controlPlane() {
        RightHolder holder = RightHolder.CONTROL_PLANE;
        topic(holder, LITERAL, topics.endpoints(), WRITE);
        topic(holder, LITERAL, topics.erasures(), WRITE);
        topic(holder, LITERAL, topics.events(), READ, WRITE);
        topic(holder, LITERAL, topics.eventTypes(), WRITE);
        // The lanes' topics are read to report what waits on them.
        topic(holder, LITERAL, topics.deliveries(), READ, WRITE);
        topic(holder, LITERAL, topics.bulkDeliveries(), READ, WRITE);
        topic(holder, PREFIXED, prefix + "retry.", READ);
        topic(holder, PREFIXED, prefix + "parked.", READ);
        topic(holder, LITERAL, topics.rejected(), READ);
        topic(holder, LITERAL, topics.replays(), READ, WRITE);
        transactions(holder, topics.replays() + "-");
        // Written to erase its records.
        topic(holder, LITERAL, topics.history(), READ, WRITE);
        topic(holder, LITERAL, topics.deferred(), READ, WRITE);
        topic(holder, LITERAL, topics.access(), READ, WRITE);
        topic(holder, LITERAL, topics.quotas(), READ, WRITE);
        topic(holder, LITERAL, topics.portalLinks(), READ, WRITE);
        topic(holder, LITERAL, topics.audit(), READ, WRITE);
        topic(holder, LITERAL, topics.idempotency(), READ, WRITE);
        topic(holder, LITERAL, topics.sources(), READ, WRITE);
        topic(holder, LITERAL, topics.sourceProgress(), READ, WRITE);
        group(holder, topics.history());
        // To see the groups' progress.
        seenGroup(holder, Topics.fanOutApplication(prefix));
        seenGroup(holder, Topics.deliveryGroup(prefix));
    }

    private void sources() {
        RightHolder holder = RightHolder.SOURCES;
        topic(holder, LITERAL, topics.sources(), READ);
        topic(holder, LITERAL, topics.sourceProgress(), READ, WRITE);
        topic(holder, LITERAL, topics.events(), WRITE);
        topic(holder, LITERAL, topics.rejected(), WRITE);
        // To end the transactions of an instance whose partitions it takes over, too.
        transactions(holder, SourceGroups.transactions(prefix));
        // Of the sources on this cluster; those on others have their groups there.
        all.add(
                new KafkaRight(
                        holder,
                        ResourceType.GROUP,
                        PREFIXED,
                        SourceGroups.groups(prefix),
                        Set.of(READ)));
    }

    private void around() {
        topic(
                RightHolder.TOPICS_APPLY,
                PREFIXED,
                prefix,
                CREATE,
                DESCRIBE,
                DESCRIBE_CONFIGS,
                ALTER,
                ALTER_CONFIGS);
        topic(RightHolder.PUBLISHER, LITERAL, topics.events(), WRITE);
    }

    private void topic(
            RightHolder holder, PatternType pattern, String name, AclOperation... operations) {
        all.add(new KafkaRight(holder, ResourceType.TOPIC, pattern, name, Set.of(operations)));
    }

    private void group(RightHolder holder, String name) {
        all.add(new KafkaRight(holder, ResourceType.GROUP, LITERAL, name, Set.of(READ)));
    }

    private void seenGroup(RightHolder holder, String name) {
        all.add(new KafkaRight(holder, ResourceType.GROUP, LITERAL, name, Set.of(DESCRIBE)));
    }

    private void transactions(RightHolder holder, String name) {
        all.add(
                new KafkaRight(
                        holder, ResourceType.TRANSACTIONAL_ID, PREFIXED, name, Set.of(WRITE)));
    }
}

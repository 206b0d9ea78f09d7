package dev.hooklane.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics and reports what is wrong with existing ones. Calls block; each request to the
 * brokers is bounded by the timeout.
 */
public final class TopicsAdmin {
    private final Admin admin;
    private final Topics topics;
    private final TopicLayout layout;
    private final TopicsAnswers answers;
    private final TopicLeaders leaders;

    public TopicsAdmin(Admin admin, Topics topics, TopicLayout layout, Duration timeout) {
        this.admin = admin;
        this.topics = topics;
        this.layout = layout;
        this.answers = new TopicsAnswers(timeout, layout.prefix());
        this.leaders = new TopicLeaders(admin, timeout);
    }

    /**
     * Creates missing topics, corrects settings, and adds partitions to topics that have too few if
     * that does no harm. Several processes may do so at once; a topic that another one created in
     * the meantime is accepted.
     *
     * @return one line for each change; empty if nothing had to change
     * @throws KafkaUnavailableException if the brokers can't be reached or refuse
     */
    public List<String> apply() {
        FoundTopics found = find();
        List<String> done = new ArrayList<>();
        List<NewTopic> missing = new ArrayList<>();
        for (TopicSpec spec : topics.specs()) {
            FoundTopic topic = found.get(spec.name());
            if (topic == null) {
                missing.add(newTopic(spec, found));
            } else {
                mend(spec, topic, partitions(spec, found), done);
            }
        }
        if (!missing.isEmpty()) {
            done.addAll(make(missing));
            leaders.await(missing);
        }
        return done;
    }

    /**
     * Creates the topics that no other process has created in the meantime, and returns one line
     * for each.
     */
    private List<String> make(List<NewTopic> missing) {
        Map<String, KafkaFuture<Void>> making = admin.createTopics(missing).values();
        List<String> made = new ArrayList<>();
        for (NewTopic topic : missing) {
            try {
                answers.await(
                        Objects.requireNonNull(making.get(topic.name())), AclOperation.CREATE);
                made.add("made " + topic.name());
            } catch (KafkaUnavailableException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        return made;
    }

    /**
     * Returns one line for each problem; empty if Hooklane can run.
     *
     * @throws KafkaUnavailableException if the brokers can't be reached or refuse
     */
    public List<String> check() {
        return new TopicCheck(topics, layout).problems(find());
    }

    /** Returns how many partitions the topic should have. */
    private int partitions(TopicSpec spec, FoundTopics found) {
        int chosen = layout.partitions();
        return topics.ofFanOutStores().contains(spec.name())
                ? Math.max(chosen, found.partitions(topics.events()))
                : chosen;
    }

    private void mend(TopicSpec spec, FoundTopic topic, int partitions, List<String> done) {
        List<AlterConfigOp> changes = new ArrayList<>();
        spec.config(layout)
                .forEach((name, value) -> {
                    if (!topic.has(name, value)) {
                        changes.add(new AlterConfigOp(new ConfigEntry(name, value), OpType.SET));
                        done.add("set %s %s=%s".formatted(spec.name(), name, value));
                    }
                });
        if (!changes.isEmpty()) {
            Map<ConfigResource, Collection<AlterConfigOp>> request =
                    Map.of(resource(spec.name()), changes);
            answers.await(admin.incrementalAlterConfigs(request).all(), AclOperation.ALTER_CONFIGS);
        }
        if (topics.mayGrow(spec) && topic.partitions() < partitions) {
            answers.await(
                    admin.createPartitions(
                                    Map.of(spec.name(), NewPartitions.increaseTo(partitions)))
                            .all(),
                    AclOperation.ALTER);
            done.add(
                    "raised %s from %d to %d partitions"
                            .formatted(spec.name(), topic.partitions(), partitions));
        }
    }

    private NewTopic newTopic(TopicSpec spec, FoundTopics found) {
        return new NewTopic(spec.name(), partitions(spec, found), layout.replicationFactor())
                .configs(spec.config(layout));
    }

    private FoundTopics find() {
        Map<String, TopicDescription> described = describe();
        Map<ConfigResource, Config> configs =
                answers.await(
                        admin.describeConfigs(
                                        described.keySet().stream()
                                                .map(TopicsAdmin::resource)
                                                .toList())
                                .all(),
                        AclOperation.DESCRIBE_CONFIGS);
        Map<String, FoundTopic> found = new HashMap<>();
        described.forEach((name, topic) -> {
            Config config = configs.get(resource(name));
            if (config != null) {
                found.put(name, new FoundTopic(topic.partitions().size(), config));
            }
        });
        return new FoundTopics(found);
    }

    /**
     * Returns those of the topics that exist. A topic that may not be described does not count as
     * missing.
     */
    private Map<String, TopicDescription> describe() {
        Map<String, TopicDescription> described = new HashMap<>();
        admin.describeTopics(topics.specs().stream().map(TopicSpec::name).toList())
                .topicNameValues()
                .forEach((name, topic) -> {
                    try {
                        described.put(name, answers.await(topic, AclOperation.DESCRIBE));
                    } catch (KafkaUnavailableException e) {
                        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                            throw e;
                        }
                    }
                });
        return described;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}

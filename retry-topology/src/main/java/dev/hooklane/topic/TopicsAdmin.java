package dev.hooklane.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
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
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.SecurityUtils;

/**
 * Creates the topics and reports what is wrong with existing ones. Calls block; each request to the
 * brokers is bounded by the timeout.
 */
public final class TopicsAdmin {
    /** Settings whose value must be exactly the one with which Hooklane creates the topic. */
    private static final List<String> EXACT =
            List.of("cleanup.policy", "message.timestamp.type", "compression.type");

    private final Admin admin;
    private final Topics topics;
    private final TopicLayout layout;
    private final Duration timeout;

    public TopicsAdmin(Admin admin, Topics topics, TopicLayout layout, Duration timeout) {
        this.admin = admin;
        this.topics = topics;
        this.layout = layout;
        this.timeout = timeout;
    }

    /** A topic as it is on the brokers. */
    private record Found(int partitions, Config config) {
        String setting(String name) {
            ConfigEntry entry = config.get(name);
            return entry == null || entry.value() == null ? "" : entry.value();
        }

        long number(String name) {
            return Long.parseLong(setting(name));
        }
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
        Map<String, Found> found = find();
        List<String> done = new ArrayList<>();
        List<NewTopic> missing = new ArrayList<>();
        for (TopicSpec spec : topics.specs()) {
            Found topic = found.get(spec.name());
            if (topic == null) {
                missing.add(newTopic(spec, found));
            } else {
                mend(spec, topic, partitions(spec, found), done);
            }
        }
        if (!missing.isEmpty()) {
            done.addAll(make(missing));
            new TopicLeaders(admin, timeout).await(missing);
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
                await(Objects.requireNonNull(making.get(topic.name())), AclOperation.CREATE);
                made.add("made " + topic.name());
            } catch (KafkaUnavailableException e) {
                if (!isCausedBy(TopicExistsException.class, e)) {
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
        Map<String, Found> found = find();
        List<String> wrong = new ArrayList<>();
        for (TopicSpec spec : topics.specs()) {
            Found topic = found.get(spec.name());
            if (topic == null) {
                wrong.add("topic %s is missing".formatted(spec.name()));
            } else {
                wrong.addAll(wrongSettings(spec, topic));
            }
        }
        wrong.addAll(wrongPartitions(found));
        wrong.addAll(wrongStore(found));
        return wrong;
    }

    private List<String> wrongSettings(TopicSpec spec, Found topic) {
        Map<String, String> wanted = spec.config(layout.minInsyncReplicas());
        List<String> wrong = new ArrayList<>();
        for (String name : EXACT) {
            String needed = wanted.get(name);
            if (needed != null && !sameSet(topic.setting(name), needed)) {
                wrong.add(
                        "topic %s has %s=%s; it must be %s"
                                .formatted(spec.name(), name, topic.setting(name), needed));
            }
        }
        if (topic.number("max.message.bytes") < spec.maxMessageBytes()) {
            wrong.add(
                    "topic %s has max.message.bytes=%s; at least %d is needed"
                            .formatted(
                                    spec.name(),
                                    topic.setting("max.message.bytes"),
                                    spec.maxMessageBytes()));
        }
        long retentionMs = topic.number("retention.ms");
        if (spec.retention().isPresent() && retentionMs >= 0) {
            long neededMs = neededRetention(spec).toMillis();
            if (retentionMs < neededMs) {
                wrong.add(
                        "topic %s has retention.ms=%d, shorter than the %d ms that a record may wait here"
                                .formatted(spec.name(), retentionMs, neededMs));
            }
        }
        return wrong;
    }

    /**
     * The longest wait plus a day for an outage; with less, waiting records could be deleted
     * unread.
     */
    private static Duration neededRetention(TopicSpec spec) {
        return spec.longestWait().plusDays(1);
    }

    private List<String> wrongPartitions(Map<String, Found> found) {
        Map<Integer, List<String>> byCount =
                topics.specs().stream()
                        .filter(spec -> spec.coPartitioned() && found.containsKey(spec.name()))
                        .map(TopicSpec::name)
                        .collect(
                                Collectors.groupingBy(
                                        name -> partitions(found, name),
                                        TreeMap::new,
                                        Collectors.toList()));
        if (byCount.size() <= 1) {
            return List.of();
        }
        return List.of(
                "these topics must have one partition count: "
                        + byCount.entrySet().stream()
                                .map(entry -> entry.getKey() + " in " + entry.getValue())
                                .collect(Collectors.joining(", ")));
    }

    /**
     * Kafka Streams requires that the fan-out's store has as many partitions as the events topic.
     */
    private List<String> wrongStore(Map<String, Found> found) {
        int events = partitions(found, topics.events());
        int store = partitions(found, topics.firstPublished());
        if (events == 0 || store == 0 || events == store) {
            return List.of();
        }
        return List.of(
                "topic %s has %d partitions; it needs the %d that %s has%s"
                        .formatted(
                                topics.firstPublished(),
                                store,
                                events,
                                topics.events(),
                                store > events ? "; delete it and make it again" : ""));
    }

    /** Returns how many partitions the topic should have. */
    private int partitions(TopicSpec spec, Map<String, Found> found) {
        int chosen = layout.partitions();
        return spec.name().equals(topics.firstPublished())
                ? Math.max(chosen, partitions(found, topics.events()))
                : chosen;
    }

    private static int partitions(Map<String, Found> found, String topic) {
        Found there = found.get(topic);
        return there == null ? 0 : there.partitions();
    }

    private void mend(TopicSpec spec, Found topic, int partitions, List<String> done) {
        List<AlterConfigOp> changes = new ArrayList<>();
        spec.config(layout.minInsyncReplicas())
                .forEach((name, value) -> {
                    if (!sameSet(topic.setting(name), value)) {
                        changes.add(new AlterConfigOp(new ConfigEntry(name, value), OpType.SET));
                        done.add("set %s %s=%s".formatted(spec.name(), name, value));
                    }
                });
        if (!changes.isEmpty()) {
            Map<ConfigResource, Collection<AlterConfigOp>> request =
                    Map.of(resource(spec.name()), changes);
            await(admin.incrementalAlterConfigs(request).all(), AclOperation.ALTER_CONFIGS);
        }
        if (topics.mayGrow(spec) && topic.partitions() < partitions) {
            await(
                    admin.createPartitions(
                                    Map.of(spec.name(), NewPartitions.increaseTo(partitions)))
                            .all(),
                    AclOperation.ALTER);
            done.add(
                    "raised %s from %d to %d partitions"
                            .formatted(spec.name(), topic.partitions(), partitions));
        }
    }

    private NewTopic newTopic(TopicSpec spec, Map<String, Found> found) {
        return new NewTopic(spec.name(), partitions(spec, found), layout.replicationFactor())
                .configs(spec.config(layout.minInsyncReplicas()));
    }

    private Map<String, Found> find() {
        Map<String, TopicDescription> described = describe();
        Map<ConfigResource, Config> configs =
                await(
                        admin.describeConfigs(
                                        described.keySet().stream()
                                                .map(TopicsAdmin::resource)
                                                .toList())
                                .all(),
                        AclOperation.DESCRIBE_CONFIGS);
        Map<String, Found> found = new HashMap<>();
        described.forEach((name, topic) -> {
            Config config = configs.get(resource(name));
            if (config != null) {
                found.put(name, new Found(topic.partitions().size(), config));
            }
        });
        return found;
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
                        described.put(name, await(topic, AclOperation.DESCRIBE));
                    } catch (KafkaUnavailableException e) {
                        if (!isCausedBy(UnknownTopicOrPartitionException.class, e)) {
                            throw e;
                        }
                    }
                });
        return described;
    }

    private static boolean isCausedBy(
            Class<? extends Exception> cause, KafkaUnavailableException e) {
        return cause.isInstance(e.getCause());
    }

    private static boolean sameSet(String one, String other) {
        return Set.of(one.split(",")).equals(Set.of(other.split(",")));
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private <T> T await(KafkaFuture<T> future, AclOperation operation) {
        return new BrokerAnswers(timeout).await(future, refusal -> refused(refusal, operation));
    }

    private KafkaUnavailableException refused(ExecutionException refusal, AclOperation operation) {
        return refusal.getCause() instanceof AuthorizationException
                ? new KafkaUnavailableException(
                        "Kafka does not allow this user to %s topic %s*; topics-apply in deploy/kafka/acls.txt needs it"
                                .formatted(SecurityUtils.operationName(operation), layout.prefix()),
                        refusal.getCause())
                : KafkaUnavailableException.refused(refusal);
    }
}

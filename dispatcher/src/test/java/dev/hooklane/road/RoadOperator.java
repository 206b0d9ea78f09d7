package dev.hooklane.road;

import dev.hooklane.catalogue.CatalogueCodec;
import dev.hooklane.catalogue.CatalogueType;
import dev.hooklane.catalogue.DataSchema;
import dev.hooklane.catalogue.SchemaInForce;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.event.EventType;
import dev.hooklane.topic.Topics;
import dev.hooklane.topic.TopicsAdmin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import tools.jackson.databind.json.JsonMapper;

/** What the operator of a road does, beside starting and stopping its instances. */
final class RoadOperator {
    private static final Duration ADMIN_TIMEOUT = Duration.ofSeconds(20);

    private final HooklaneConfig config;
    private final Topics topics;
    private final RoadRecords records;

    RoadOperator(HooklaneConfig config, RoadRecords records) {
        this.config = config;
        this.topics = config.topicNames();
        this.records = records;
    }

    /** Makes the topics that these settings ask for. */
    static void applyTopics(HooklaneConfig config) {
        try (Admin admin = Admin.create(config.kafka().clientProperties())) {
            new TopicsAdmin(admin, config.topicNames(), config.topics(), ADMIN_TIMEOUT).apply();
        }
    }

    /** Changes a setting of a topic while everything runs. */
    void change(String topic, String setting, String value) {
        await(admin ->
                admin.incrementalAlterConfigs(
                                Map.of(
                                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                                        List.of(
                                                new AlterConfigOp(
                                                        new ConfigEntry(setting, value),
                                                        AlterConfigOp.OpType.SET))))
                        .all());
    }

    /** Deletes a topic by mistake. */
    void removeTopic(String topic) {
        await(admin -> admin.deleteTopics(Set.of(topic)).all());
    }

    /**
     * Has the group that shares out the history forget an instance that is stopped, as Kafka does
     * when it has not come back within its session timeout, 45 s.
     */
    void forgetHistoryMember(String instance) {
        await(admin ->
                admin.removeMembersFromConsumerGroup(
                                topics.history(),
                                new RemoveMembersFromConsumerGroupOptions(
                                        Set.of(new MemberToRemove(instance + "-1"))))
                        .all());
    }

    /** Writes an event type to its topic, as an instance does; it is in force from then on. */
    void eventType(String name, String example, String schema, boolean archived) {
        EventType type = new EventType(name);
        Instant now = Instant.now();
        records.write(
                new ProducerRecord<>(
                        topics.eventTypes(),
                        CatalogueCodec.key(type),
                        CatalogueCodec.write(
                                new CatalogueType(
                                        type,
                                        "A type of this test.",
                                        example,
                                        Optional.of(
                                                new SchemaInForce(
                                                        DataSchema.read(
                                                                JsonMapper.shared()
                                                                        .readTree(schema)),
                                                        now)),
                                        archived ? Optional.of(now) : Optional.empty(),
                                        Optional.of(now)))));
    }

    private void await(Function<Admin, KafkaFuture<Void>> change) {
        try (Admin admin = Admin.create(config.kafka().clientProperties())) {
            change.apply(admin).get(ADMIN_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}

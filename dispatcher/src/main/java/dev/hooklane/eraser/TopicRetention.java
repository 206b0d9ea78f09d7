package dev.hooklane.eraser;

import dev.hooklane.topic.BrokerAnswers;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ClusterAuthorizationException;

/** Finds until when a topic's retention keeps a record, by the topic's current settings. */
final class TopicRetention {
    /** Attempts that were in flight, and outcomes that wait for Kafka, may be written this late. */
    static final Duration LAST_COPY_WITHIN = Duration.ofHours(1);

    private static final BrokerAnswers ANSWERS = new BrokerAnswers(Duration.ofSeconds(10));
    private static final String CHECK = "log.retention.check.interval.ms";

    /** Kafka's own default is 5 minutes. */
    private static final Duration CHECK_IF_NOT_TOLD = Duration.ofHours(1);

    private final Admin admin;

    /**
     * @param admin closed by the caller
     */
    TopicRetention(Admin admin) {
        this.admin = admin;
    }

    /**
     * Returns when the last copy of data erased at {@code erasedAt} is gone from the brokers'
     * disks; empty if the topic's settings promise no date.
     *
     * @throws KafkaUnavailableException if the brokers can't be asked
     */
    Optional<Instant> goneBy(String topic, Instant erasedAt) {
        return times(topic).goneBy(erasedAt.plus(LAST_COPY_WITHIN));
    }

    private TopicTimes times(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = describe(List.of(resource)).values().iterator().next();
        List<String> cleanup = Arrays.asList(setting(config, "cleanup.policy").split(","));
        return new TopicTimes(
                limit(config, "retention.ms").filter(_ -> cleanup.contains("delete")),
                limit(config, "max.compaction.lag.ms").filter(_ -> cleanup.contains("compact")),
                millis(setting(config, "min.compaction.lag.ms")),
                millis(setting(config, "segment.ms")),
                millis(setting(config, "file.delete.delay.ms")),
                retentionCheck());
    }

    /** Returns the longest time that any broker takes from one check to the next. */
    private Duration retentionCheck() {
        List<ConfigResource> brokers =
                ANSWERS.await(admin.describeCluster().nodes()).stream()
                        .map(node ->
                                new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
                        .toList();
        try {
            return describe(brokers).values().stream()
                    .map(config -> millis(setting(config, CHECK)))
                    .max(Duration::compareTo)
                    .orElse(CHECK_IF_NOT_TOLD);
        } catch (KafkaUnavailableException e) {
            if (e.getCause() instanceof ClusterAuthorizationException) {
                return CHECK_IF_NOT_TOLD;
            }
            throw e;
        }
    }

    private Map<ConfigResource, Config> describe(List<ConfigResource> resources) {
        return ANSWERS.await(admin.describeConfigs(resources).all());
    }

    private static String setting(Config config, String name) {
        ConfigEntry entry = config.get(name);
        if (entry == null || entry.value() == null) {
            throw new IllegalStateException("the brokers do not tell " + name);
        }
        return entry.value();
    }

    /** Returns a limit; Kafka's values for "no limit" are -1 and the largest number. */
    private static Optional<Duration> limit(Config config, String name) {
        return Optional.of(millis(setting(config, name)))
                .filter(limit -> !limit.isNegative() && limit.toMillis() < Long.MAX_VALUE);
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }
}

package dev.hooklane.config;

import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.event.EventTypes;
import dev.hooklane.topic.TopicLayout;
import dev.hooklane.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every setting of one instance; made by {@link ConfigReader}.
 *
 * @param instance this instance's name, unique in the cluster and kept over restarts
 * @param roles the parts of the work that it takes on
 * @param stateDir where it keeps data that can be rebuilt from Kafka
 * @param beginAt where a group begins on partitions whose progress is lost
 * @param catalogue the types that may be published, unless the event types topic says otherwise
 * @param quotas how much an account may use
 * @param historyStandbys how many other instances keep a copy of each partition's history
 * @param sourceClusters the clusters, besides Hooklane's own, that sources may read, by name
 * @param sourceRegistries the schema registries that sources may use, by name
 * @param sourcePartitionsMax how many partitions a source reads
 * @param describe the settings as resolved, a line each, secrets as set or not set
 */
public record HooklaneConfig(
        String instance,
        Set<Role> roles,
        Path stateDir,
        KafkaSettings kafka,
        TopicLayout topics,
        BeginAt beginAt,
        RetrySettings retry,
        DeliverySettings delivery,
        FanOutSettings fanOut,
        EndpointRules endpoints,
        EgressSettings egress,
        ApiSettings api,
        ConsoleSettings console,
        SecretKeySettings secrets,
        FixedTypes catalogue,
        QuotaSettings quotas,
        int historyStandbys,
        MetricsSettings metrics,
        LogSettings log,
        TracingSettings tracing,
        Map<String, KafkaSettings> sourceClusters,
        Map<String, RegistrySettings> sourceRegistries,
        int sourcePartitionsMax,
        List<String> describe) {

    public HooklaneConfig {
        roles = Set.copyOf(roles);
        sourceClusters = Map.copyOf(sourceClusters);
        sourceRegistries = Map.copyOf(sourceRegistries);
        describe = List.copyOf(describe);
    }

    /** Returns the topics that it names. */
    public Topics topicNames() {
        return new Topics(topics.prefix(), retry.schedule(), retry.jitter());
    }

    /** Returns the names of the catalogue's types. */
    public EventTypes eventTypes() {
        return catalogue.names();
    }

    /** Reports whether this instance has the role. */
    public boolean has(Role role) {
        return roles.contains(role);
    }
}

package dev.hooklane.api;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.lookup.ReadConsumers;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.supervision.StartedParts;
import dev.hooklane.topic.Topics;
import dev.hooklane.waiting.EarlyDeletions;
import dev.hooklane.waiting.GroupOffsets;
import dev.hooklane.waiting.OpenTransactions;
import dev.hooklane.waiting.ParkedRecords;
import dev.hooklane.waiting.WaitingRecords;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What operators look at: what waits, which lanes are in trouble, and how this instance does.
 *
 * @param parked an account's parked deliveries
 * @param publishers whose open transactions hold events; for the thread of the metrics alone
 * @param lanes of this instance
 * @param delivering the names of all instances that deliver
 * @param fanningOut the names of all instances that fan out
 * @param instance the name of this instance
 * @param manifests seals what is secret in them
 */
record OperatorParts(
        WaitingRecords waiting,
        ParkedRecords parked,
        OpenTransactions publishers,
        EarlyDeletions rejected,
        TroubledLanes lanes,
        Supplier<Set<String>> delivering,
        Supplier<Set<String>> fanningOut,
        String instance,
        Readiness readiness,
        Prometheus prometheus,
        ManifestSeal manifests) {
    private static final int HEAD_BYTES = 16 << 10;

    static OperatorParts of(
            HooklaneConfig config,
            Connections kafka,
            ControlPlane.Rest rest,
            Readiness readiness,
            ManifestSeal manifests,
            StartedParts started) {
        Map<String, Object> settings = config.kafka().consumerProperties();
        // Only one record of each partition is read.
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, HEAD_BYTES);
        ReadConsumers heads = started.add(new ReadConsumers(settings));
        GroupOffsets groups = new GroupOffsets(kafka.admin());
        String prefix = config.topics().prefix();
        String fanningOut = Topics.fanOutApplication(prefix);
        String delivering = Topics.deliveryGroup(prefix);
        return new OperatorParts(
                new WaitingRecords(groups, heads, kafka.topics(), fanningOut, delivering),
                new ParkedRecords(groups, kafka.consumers(), kafka.topics(), delivering),
                new OpenTransactions(
                        kafka.admin(), kafka.topics().events(), InstantSource.system()),
                EarlyDeletions.of(groups, kafka.topics().rejected(), Topics.DEAD_LETTER_RETENTION),
                rest.lanes(),
                () -> groups.members(delivering),
                () -> instances(groups.members(fanningOut)),
                config.instance(),
                readiness,
                rest.prometheus(),
                manifests);
    }

    /** Kafka Streams adds the number of its thread to the name of the instance. */
    private static Set<String> instances(Set<String> members) {
        return members.stream()
                .map(member -> member.replaceFirst("-[0-9]+$", ""))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the events that wait for their accounts' shares. */
    DeferredEvents deferred(OtherInstances others) {
        return new DeferredEvents(prometheus.deferred(), instance, fanningOut, others);
    }
}

package dev.hooklane.api;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.lookup.ReadConsumers;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.supervision.StartedParts;
import dev.hooklane.topic.Topics;
import dev.hooklane.waiting.GroupOffsets;
import dev.hooklane.waiting.OpenTransactions;
import dev.hooklane.waiting.WaitingRecords;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What operators look at: what waits, which lanes are in trouble, and how this instance does.
 *
 * @param publishers whose open transactions hold events; for the thread of the metrics alone
 * @param lanes of this instance
 * @param delivering the names of all instances that deliver
 * @param instance the name of this instance
 */
record OperatorParts(
        WaitingRecords waiting,
        OpenTransactions publishers,
        TroubledLanes lanes,
        Supplier<Set<String>> delivering,
        String instance,
        Readiness readiness,
        Prometheus prometheus) {
    private static final int HEAD_BYTES = 16 << 10;

    static OperatorParts of(
            HooklaneConfig config,
            Connections kafka,
            ControlPlane.Rest rest,
            Readiness readiness,
            StartedParts started) {
        Map<String, Object> settings = config.kafka().consumerProperties();
        // Only one record of each partition is read.
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, HEAD_BYTES);
        ReadConsumers heads = started.add(new ReadConsumers(settings));
        GroupOffsets groups = new GroupOffsets(kafka.admin());
        String prefix = config.topics().prefix();
        String delivering = Topics.deliveryGroup(prefix);
        return new OperatorParts(
                new WaitingRecords(
                        groups,
                        heads,
                        kafka.topics(),
                        Topics.fanOutApplication(prefix),
                        delivering),
                new OpenTransactions(
                        kafka.admin(), kafka.topics().events(), InstantSource.system()),
                rest.lanes(),
                () -> groups.members(delivering),
                config.instance(),
                readiness,
                rest.prometheus());
    }
}

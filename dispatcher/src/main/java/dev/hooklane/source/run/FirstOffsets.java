package dev.hooklane.source.run;

import dev.hooklane.source.Source;
import dev.hooklane.source.progress.FirstRecord;
import dev.hooklane.source.progress.FirstRecord.Log;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.ProgressBook.Written;
import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up at which offsets partitions are read first. It asks the source's cluster three times at
 * most, however many partitions there are. For the thread of the run.
 *
 * @param known the progress of those that have any
 */
record FirstOffsets(Source source, Map<PartitionKey, Written> known, SourceMeter meter) {
    private static final Logger log = LoggerFactory.getLogger(FirstOffsets.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /**
     * Returns the offsets. A partition that has none is not read until the source is rewound.
     *
     * @param logs the log that each partition is
     * @throws org.apache.kafka.common.KafkaException if a broker does not answer
     */
    Map<TopicPartition, Long> of(Consumer<?, ?> consumer, Map<TopicPartition, LogIdentity> logs) {
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(logs.keySet(), PATIENCE);
        Map<TopicPartition, Long> ends = consumer.endOffsets(logs.keySet(), PATIENCE);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, Instant> times = new HashMap<>();
        Map<String, List<TopicPartition>> awaiting = new HashMap<>();
        logs.forEach((partition, identity) -> {
            Log there =
                    new Log(
                            identity,
                            starts.getOrDefault(partition, 0L),
                            ends.getOrDefault(partition, 0L));
            Optional<SourceProgress> before = known(partition);
            switch (FirstRecord.decide(
                    source, OpenRewind.of(source, partition, before, identity), before, there)) {
                case FirstRecord.Next(long next) -> offsets.put(partition, next);
                case FirstRecord.Despite despite ->
                        offsets.put(partition, despite(partition, despite));
                case FirstRecord.AwaitsRewind(String read) ->
                        awaiting.computeIfAbsent(read, _ -> new ArrayList<>()).add(partition);
                case FirstRecord.SinceTime(Instant time) -> {
                    offsets.put(partition, there.end());
                    times.put(partition, time);
                }
            }
        });
        awaiting.forEach((read, partitions) ->
                awaitsRewind(partitions, read, clusterId(partitions.getFirst(), logs)));
        offsets.putAll(since(consumer, times));
        return offsets;
    }

    private Optional<SourceProgress> known(TopicPartition partition) {
        return Optional.ofNullable(known.get(PartitionKey.of(source.name(), partition)))
                .map(Written::latest);
    }

    private static String clusterId(
            TopicPartition partition, Map<TopicPartition, LogIdentity> logs) {
        return Objects.requireNonNull(logs.get(partition)).clusterId();
    }

    private void awaitsRewind(List<TopicPartition> partitions, String read, String clusterId) {
        String trouble = FirstRecord.Trouble.OTHER_CLUSTER.label();
        log.error(
                "source.{} source={} cluster {} was {} and is {}; until the source is rewound, these wait: {}",
                trouble,
                source.name(),
                source.cluster(),
                read,
                clusterId,
                Few.of(partitions));
        partitions.forEach(_ -> meter.contradicted(source.name(), trouble));
    }

    private long despite(TopicPartition partition, FirstRecord.Despite despite) {
        String trouble = despite.trouble().label();
        log.error(
                "source.{} source={} {} continues at {}, not at {}",
                trouble,
                source.name(),
                partition,
                despite.offset(),
                despite.expected());
        meter.contradicted(source.name(), trouble);
        return despite.offset();
    }

    /** Returns the offsets of the first records of those times or later, where there are such. */
    private static Map<TopicPartition, Long> since(
            Consumer<?, ?> consumer, Map<TopicPartition, Instant> times) {
        Map<TopicPartition, Long> millis =
                times.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, each -> each.getValue().toEpochMilli()));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        if (!millis.isEmpty()) {
            consumer.offsetsForTimes(millis, PATIENCE)
                    .forEach((partition, found) -> {
                        if (found != null) {
                            offsets.put(partition, found.offset());
                        }
                    });
        }
        return offsets;
    }
}

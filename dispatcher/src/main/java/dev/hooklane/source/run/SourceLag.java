package dev.hooklane.source.run;

import dev.hooklane.source.Source;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.topic.BrokerAnswers;
import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Tells how far a source has read, and how much is left. Any thread may use it. */
public final class SourceLag {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final KnownSources known;

    public SourceLag(KnownSources known) {
        this.known = known;
    }

    /**
     * A partition that a source has claimed.
     *
     * @param next the offset of the next record
     * @param left how many records are not read yet; empty if the cluster does not say
     * @param readUpTo the timestamp of the latest record that was read, if one was
     */
    public record Reading(
            String topic,
            int partition,
            long next,
            OptionalLong left,
            Optional<Instant> readUpTo) {}

    /**
     * How a source does.
     *
     * @param problem why the records that are left are not known; empty if they are
     */
    public record Report(List<Reading> readings, String problem) {
        public Report {
            readings = List.copyOf(readings);
        }
    }

    /** Returns how the source does. Asks the source's cluster. */
    public Report of(Source source) {
        Map<PartitionKey, SourceProgress> progress = new HashMap<>();
        known.progress()
                .book()
                .of(source.name())
                .forEach((key, reached) -> {
                    if (reached.generation() == source.generation()
                            && source.topics().contains(key.topic())) {
                        progress.put(key, reached);
                    }
                });
        if (progress.isEmpty()) {
            return new Report(List.of(), "");
        }
        try {
            return new Report(readings(progress, ends(source, progress)), "");
        } catch (KafkaException | KafkaUnavailableException | IllegalArgumentException e) {
            return new Report(
                    readings(progress, Map.of()),
                    "cluster %s does not say: %s".formatted(source.cluster(), e.getMessage()));
        }
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends(
            Source source, Map<PartitionKey, SourceProgress> progress) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        progress.keySet()
                .forEach(key ->
                        latest.put(
                                new TopicPartition(key.topic(), key.partition()),
                                OffsetSpec.latest()));
        Admin admin = known.clients().admin(source.cluster());
        try {
            return new BrokerAnswers(PATIENCE).await(admin.listOffsets(latest).all());
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private static List<Reading> readings(
            Map<PartitionKey, SourceProgress> progress,
            Map<TopicPartition, ListOffsetsResultInfo> ends) {
        List<Reading> readings = new ArrayList<>();
        progress.forEach((key, reached) -> {
            ListOffsetsResultInfo end = ends.get(new TopicPartition(key.topic(), key.partition()));
            readings.add(
                    new Reading(
                            key.topic(),
                            key.partition(),
                            reached.next(),
                            end == null
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(Math.max(0, end.offset() - reached.next())),
                            Optional.of(reached.at()).filter(at -> at.isAfter(Instant.EPOCH))));
        });
        readings.sort(Comparator.comparing(Reading::topic).thenComparingInt(Reading::partition));
        return readings;
    }
}

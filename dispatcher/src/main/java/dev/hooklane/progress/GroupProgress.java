package dev.hooklane.progress;

import dev.hooklane.config.BeginAt;
import dev.hooklane.topic.KafkaUnavailableException;
import dev.hooklane.topic.Topics;
import dev.hooklane.waiting.GroupOffsets;
import dev.hooklane.waiting.GroupOffsets.Ends;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares a group's committed offsets with what its topics hold before an instance joins it, and
 * commits a starting offset for partitions that it has never read. Blocks.
 *
 * <p>It does so only while the group has no members: members continue from what they know, and
 * Kafka keeps a group's offsets for as long as it has members.
 */
public final class GroupProgress {
    private static final Logger log = LoggerFactory.getLogger(GroupProgress.class);
    private static final int LINES_MAX = 24;

    private final GroupOffsets offsets;

    public GroupProgress(GroupOffsets offsets) {
        this.offsets = offsets;
    }

    /**
     * A group, and the topics that show its progress.
     *
     * @param reads the topics that it consumes
     * @param writes the topics that are empty until it has consumed something
     */
    public record Group(String name, List<String> reads, List<String> writes) {
        public Group {
            reads = List.copyOf(reads);
            writes = List.copyOf(writes);
        }

        /** Returns the group that fans out. */
        public static Group fanOut(String prefix, Topics topics) {
            return new Group(
                    Topics.fanOutApplication(prefix),
                    List.of(topics.events()),
                    List.of(topics.deliveries(), topics.rejected()));
        }

        /** Returns the group that delivers. */
        public static Group delivery(String prefix, Topics topics) {
            return new Group(
                    Topics.deliveryGroup(prefix),
                    topics.ofLanes(),
                    List.of(topics.history(), topics.deadLetters()));
        }
    }

    /**
     * Makes sure that the group begins where it should.
     *
     * @return why it may not begin, one reason per line; empty if it may
     * @throws KafkaUnavailableException if the brokers can't be asked
     */
    public List<String> prepare(Group group, BeginAt beginAt) {
        if (!offsets.members(group.name()).isEmpty()) {
            return List.of();
        }
        Collection<PartitionProgress> all = judge(group);
        all.stream()
                .filter(each -> each.state() instanceof PartitionProgress.State.BelowStart)
                .forEach(each ->
                        log.error("offsets.below_start group={} {}", group.name(), each.text()));
        List<PartitionProgress> lost = all.stream().filter(PartitionProgress::isLost).toList();
        if (!lost.isEmpty() && beginAt instanceof BeginAt.Refuse) {
            return refusal(group, lost);
        }
        Map<TopicPartition, Long> begins =
                lost.isEmpty() ? new HashMap<>() : begins(group, lost, beginAt);
        lost.forEach(each ->
                log.warn(
                        "offsets.begun_anew group={} at={} {}",
                        group.name(),
                        begins.get(each.partition()),
                        each.text()));
        all.stream()
                .filter(PartitionProgress::isNewWithRecords)
                .forEach(each ->
                        // Right for a new installation; otherwise an operator should look at it.
                        log.warn(
                                "offsets.begun_new group={} at={} end={} {}",
                                group.name(),
                                each.begin(),
                                each.end(),
                                each.text()));
        all.stream()
                .filter(PartitionProgress::isNew)
                .forEach(each -> begins.put(each.partition(), each.begin()));
        begin(group, begins);
        return List.of();
    }

    private Collection<PartitionProgress> judge(Group group) {
        // Asked before the ends, which only grow.
        Map<TopicPartition, OffsetAndMetadata> committed = offsets.committed(group.name());
        List<String> topics =
                Stream.concat(group.reads().stream(), group.writes().stream()).toList();
        // Records that an open transaction still holds back count too.
        Map<TopicPartition, Ends> ends = offsets.ends(topics, IsolationLevel.READ_UNCOMMITTED);
        boolean hasWritten =
                ends.entrySet().stream()
                        .anyMatch(each ->
                                group.writes().contains(each.getKey().topic())
                                        && each.getValue().end() > 0);
        List<PartitionProgress.Seen> seen = new ArrayList<>();
        ends.forEach((partition, bounds) -> {
            if (group.reads().contains(partition.topic())) {
                OffsetAndMetadata offset = committed.get(partition);
                seen.add(
                        new PartitionProgress.Seen(
                                partition,
                                bounds.begin(),
                                bounds.end(),
                                offset == null
                                        ? OptionalLong.empty()
                                        : OptionalLong.of(offset.offset())));
            }
        });
        return PartitionProgress.of(seen, hasWritten);
    }

    private static List<String> refusal(Group group, List<PartitionProgress> lost) {
        long records = lost.stream().mapToLong(each -> each.end() - each.begin()).sum();
        List<String> lines = new ArrayList<>();
        lines.add(
                "group %s has lost its progress on %d partitions; beginning there anew repeats up to %d records"
                        .formatted(group.name(), lost.size(), records));
        lost.stream().limit(LINES_MAX).map(each -> "  " + each.text()).forEach(lines::add);
        if (lost.size() > LINES_MAX) {
            lines.add("  and %d more".formatted(lost.size() - LINES_MAX));
        }
        return lines;
    }

    private Map<TopicPartition, Long> begins(
            Group group, List<PartitionProgress> lost, BeginAt beginAt) {
        // Never beyond an open transaction: no reader can have reached an offset there.
        Map<TopicPartition, Ends> ends = offsets.ends(group.reads(), IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, Long> since =
                beginAt instanceof BeginAt.Since(Instant time)
                        ? offsets.since(
                                lost.stream().map(PartitionProgress::partition).toList(), time)
                        : Map.of();
        Map<TopicPartition, Long> begins = new HashMap<>();
        for (PartitionProgress each : lost) {
            Ends bounds = ends.get(each.partition());
            long end = bounds == null ? each.end() : bounds.end();
            begins.put(
                    each.partition(),
                    switch (beginAt) {
                        case BeginAt.Refuse _, BeginAt.Earliest _ -> each.begin();
                        case BeginAt.Latest _ -> end;
                        case BeginAt.Since _ ->
                                Math.min(end, since.getOrDefault(each.partition(), end));
                    });
        }
        return begins;
    }

    private void begin(Group group, Map<TopicPartition, Long> begins) {
        if (!begins.isEmpty() && !offsets.begin(group.name(), begins)) {
            log.info(
                    "offsets.left group={} has members by now, who begin by themselves",
                    group.name());
        }
    }
}

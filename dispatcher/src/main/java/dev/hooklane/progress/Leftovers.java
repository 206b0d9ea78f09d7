package dev.hooklane.progress;

import dev.hooklane.delay.DelayTopic;
import dev.hooklane.offset.CommittedProgress;
import dev.hooklane.topic.Topics;
import dev.hooklane.waiting.GroupOffsets;
import dev.hooklane.waiting.GroupOffsets.Ends;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Finds the delay topics of a former schedule, and what still waits in them. Blocks. */
public final class Leftovers {
    private final GroupOffsets offsets;
    private final Topics topics;
    private final String group;

    /**
     * @param group the group that delivers
     */
    public Leftovers(GroupOffsets offsets, Topics topics, String group) {
        this.offsets = offsets;
        this.topics = topics;
        this.group = group;
    }

    /**
     * A delay topic that belongs to no step of the schedule.
     *
     * @param undone number of offsets that the group has not done
     * @param untold number of offsets in partitions whose progress is unknown: Kafka forgets the
     *     committed offsets of a topic that is no longer read
     */
    public record Leftover(DelayTopic topic, long undone, long untold) {
        /** Describes the topic for an operator. */
        public String text() {
            if (undone > 0) {
                return "topic %s is no longer a step of the schedule; %d offsets in it are not done, and it is read until it is empty"
                        .formatted(topic.name(), undone);
            }
            return untold > 0
                    ? "topic %s is no longer a step of the schedule; whether its %d offsets are done is unknown, and it is not read"
                            .formatted(topic.name(), untold)
                    : "topic %s is no longer a step of the schedule and is empty; it may be deleted"
                            .formatted(topic.name());
        }
    }

    /** Returns all of them, the shortest delay first. */
    public List<Leftover> all() {
        List<DelayTopic> found =
                offsets.topics().stream()
                        .flatMap(name -> topics.leftover(name).stream())
                        .sorted(Comparator.comparing(DelayTopic::delay))
                        .toList();
        if (found.isEmpty()) {
            return List.of();
        }
        Map<TopicPartition, OffsetAndMetadata> committed = offsets.committed(group);
        Map<TopicPartition, Ends> ends =
                offsets.ends(
                        found.stream().map(DelayTopic::name).toList(),
                        IsolationLevel.READ_COMMITTED);
        List<Leftover> leftovers = new ArrayList<>();
        for (DelayTopic topic : found) {
            long undone = 0;
            long untold = 0;
            for (Map.Entry<TopicPartition, Ends> each : ends.entrySet()) {
                if (each.getKey().topic().equals(topic.name())) {
                    OffsetAndMetadata offset = committed.get(each.getKey());
                    if (offset == null) {
                        untold += each.getValue().end() - each.getValue().begin();
                    } else {
                        undone += undone(offset, each.getValue());
                    }
                }
            }
            leftovers.add(new Leftover(topic, undone, untold));
        }
        return leftovers;
    }

    /** Returns those that are still read, because something in them is not done. */
    public List<Leftover> undone() {
        return all().stream().filter(each -> each.undone() > 0).toList();
    }

    private static long undone(OffsetAndMetadata committed, Ends ends) {
        return committed.offset() < ends.begin()
                ? ends.end() - ends.begin()
                : CommittedProgress.of(committed.offset(), committed.metadata()).undone(ends.end());
    }
}

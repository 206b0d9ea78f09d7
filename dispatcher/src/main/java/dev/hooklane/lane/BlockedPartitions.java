package dev.hooklane.lane;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that took nothing lately. What has to be written there waits and is tried at
 * growing intervals, apart from all else. Used by one thread.
 */
final class BlockedPartitions {
    private static final Logger log = LoggerFactory.getLogger(BlockedPartitions.class);
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(30);

    private final Map<TopicPartition, Pause> blocked = new HashMap<>();

    private final Predicate<TopicPartition> hanging;

    /**
     * @param hanging whether it is known to take nothing still
     */
    BlockedPartitions(Predicate<TopicPartition> hanging) {
        this.hanging = hanging;
    }

    private record Pause(long nanos, long until) {}

    boolean isEmpty() {
        return blocked.isEmpty();
    }

    /** It took nothing, once more. */
    void block(TopicPartition partition, long now) {
        Pause before = blocked.get(partition);
        if (before == null) {
            log.warn("partition.blocked partition={} what must be written there waits", partition);
        }
        long pause = before == null ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, before.nanos * 2);
        blocked.put(partition, new Pause(pause, now + pause));
    }

    /** It took what the outcome writes. */
    void wrote(Outcome outcome) {
        if (blocked.isEmpty()) {
            return;
        }
        for (TopicPartition partition : outcome.destinations()) {
            if (blocked.remove(partition) != null) {
                log.info("partition.unblocked partition={}", partition);
            }
        }
    }

    /** Whether the outcome writes to one of them. */
    boolean isFor(Outcome outcome) {
        return first(outcome) != null;
    }

    /** Whether the outcome writes to some of them, all of which may be tried again. */
    boolean mayTry(Outcome outcome, long now) {
        boolean any = false;
        for (TopicPartition partition : outcome.destinations()) {
            Pause pause = blocked.get(partition);
            if (pause != null && (now - pause.until < 0 || hanging.test(partition))) {
                return false;
            }
            any |= pause != null;
        }
        return any;
    }

    /** How many wait for a partition, or alone, by the topic that they wait for. */
    Map<String, Integer> waiting(List<Outcome> outcomes, List<Outcome> suspects) {
        Map<String, Integer> byTopic = new TreeMap<>();
        for (Outcome outcome : blocked.isEmpty() ? List.<Outcome>of() : outcomes) {
            TopicPartition waitsFor = first(outcome);
            if (waitsFor != null) {
                byTopic.merge(waitsFor.topic(), 1, Integer::sum);
            }
        }
        for (Outcome suspect : suspects) {
            if (!suspect.writes().isEmpty()) {
                byTopic.merge(suspect.writes().getFirst().topic(), 1, Integer::sum);
            }
        }
        return byTopic;
    }

    private @Nullable TopicPartition first(Outcome outcome) {
        if (blocked.isEmpty()) {
            return null;
        }
        for (TopicPartition partition : outcome.destinations()) {
            if (blocked.containsKey(partition)) {
                return partition;
            }
        }
        return null;
    }
}

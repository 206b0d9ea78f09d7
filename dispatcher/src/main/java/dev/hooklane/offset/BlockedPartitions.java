package dev.hooklane.offset;

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
 * The partitions that recently accepted no writes. Outcomes that write there wait and are tried at
 * growing intervals, apart from all others. Used by one thread.
 */
final class BlockedPartitions {
    private static final Logger log = LoggerFactory.getLogger(BlockedPartitions.class);
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(30);

    private final Map<TopicPartition, Pause> blocked = new HashMap<>();

    private final Predicate<TopicPartition> hanging;

    /**
     * @param hanging whether a partition is known to still accept no writes
     */
    BlockedPartitions(Predicate<TopicPartition> hanging) {
        this.hanging = hanging;
    }

    private record Pause(long nanos, long until) {}

    boolean isEmpty() {
        return blocked.isEmpty();
    }

    /** Blocks a partition that accepted no writes; each time in a row, for longer. */
    void block(TopicPartition partition, long now) {
        Pause before = blocked.get(partition);
        if (before == null) {
            log.warn("partition.blocked partition={} what must be written there waits", partition);
        }
        long pause = before == null ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, before.nanos * 2);
        blocked.put(partition, new Pause(pause, now + pause));
    }

    /** Unblocks the partitions that the outcome was written to. */
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

    /** Reports whether the outcome writes to a blocked partition. */
    boolean isFor(Outcome outcome) {
        return first(outcome) != null;
    }

    /**
     * Reports whether the outcome writes to blocked partitions and all of them may be tried again.
     */
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

    /**
     * Returns how many outcomes wait for a blocked partition or as suspects, by the topic that they
     * wait for.
     */
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

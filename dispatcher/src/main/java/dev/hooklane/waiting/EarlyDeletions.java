package dev.hooklane.waiting;

import dev.hooklane.waiting.GroupOffsets.Ends;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Counts the records of a topic that brokers delete before their time, as it has a limit of bytes,
 * too. Brokers don't tell. So each look remembers where the young records begin, and the next one
 * compares that with where the topic begins by then. For one thread.
 */
public final class EarlyDeletions {
    /** The clocks of brokers, and what is deleted on time between two looks. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private final Log log;
    private final Duration keptFor;
    private final InstantSource clock;
    private Map<TopicPartition, Long> young = Map.of();

    /** The topic, as the brokers have it. */
    interface Log {
        /** Returns where each partition begins and ends. */
        Map<TopicPartition, Ends> ends();

        /** Returns the first offset of that time or later, without partitions that have none. */
        Map<TopicPartition, Long> since(Collection<TopicPartition> partitions, Instant time);
    }

    /**
     * @param keptFor how long the topic keeps its records, unless they are too many
     */
    EarlyDeletions(Log log, Duration keptFor, InstantSource clock) {
        this.log = log;
        this.keptFor = keptFor;
        this.clock = clock;
    }

    /** Returns what counts those of that topic. */
    public static EarlyDeletions of(GroupOffsets offsets, String topic, Duration keptFor) {
        return new EarlyDeletions(
                new Log() {
                    @Override
                    public Map<TopicPartition, Ends> ends() {
                        return offsets.ends(List.of(topic), IsolationLevel.READ_UNCOMMITTED);
                    }

                    @Override
                    public Map<TopicPartition, Long> since(
                            Collection<TopicPartition> partitions, Instant time) {
                        return offsets.since(partitions, time);
                    }
                },
                keptFor,
                InstantSource.system());
    }

    /**
     * Looks, and returns how many were deleted too early since the look before.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers don't say
     */
    public long look() {
        Map<TopicPartition, Ends> ends = log.ends();
        long early =
                young.entrySet().stream()
                        .mapToLong(each -> deleted(ends.get(each.getKey()), each.getValue()))
                        .sum();
        young = log.since(ends.keySet(), clock.instant().minus(keptFor).plus(MARGIN));
        return early;
    }

    private static long deleted(@Nullable Ends now, long firstYoung) {
        return now == null ? 0 : Math.max(0, now.begin() - firstYoung);
    }
}

package dev.hooklane.unreadable;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that can't be read, because a batch is corrupt or the right to read the topic is
 * gone. Each is set aside and read again after a growing pause, while all others continue. Used by
 * the thread that polls.
 */
public final class UnreadablePartitions {
    private static final Logger log = LoggerFactory.getLogger(UnreadablePartitions.class);

    /**
     * Reading a corrupt batch again makes this member rejoin its group, so it must not happen too
     * often.
     */
    public static final Duration FIRST_PAUSE = Duration.ofSeconds(15);

    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    /**
     * A partition without records shows no progress, so this long without a failure counts as
     * readable.
     */
    static final Duration READABLE_AFTER = Duration.ofSeconds(30);

    private final Map<TopicPartition, Trouble> troubles = new HashMap<>();

    /**
     * @param offset the first offset that can't be read
     * @param cached whether the client keeps the corrupt data and reports it again
     * @param triedAtNanos since when the partition is being read again; null while it is set aside
     */
    private record Trouble(
            long offset,
            int failures,
            boolean cached,
            long tryAtNanos,
            @Nullable Long triedAtNanos) {
        Trouble triedAt(long now) {
            return new Trouble(offset, failures, cached, tryAtNanos, now);
        }
    }

    /**
     * Sets aside the partitions that caused a poll to fail.
     *
     * @param position the next offset to read of a partition
     * @return false if the failure concerns no partition in particular
     */
    public boolean take(
            KafkaException failure,
            Set<TopicPartition> assigned,
            ToLongFunction<TopicPartition> position,
            long now) {
        Set<TopicPartition> guilty = guilty(failure, assigned);
        for (TopicPartition partition : guilty) {
            Trouble before = troubles.get(partition);
            int failures = before == null ? 1 : before.failures() + 1;
            Duration pause = pause(failures, 0);
            boolean cached = !(failure instanceof TopicAuthorizationException);
            setAside(
                    partition,
                    new Trouble(
                            position.applyAsLong(partition),
                            failures,
                            cached,
                            now + pause.toNanos(),
                            null),
                    pause,
                    failure.toString());
        }
        return !guilty.isEmpty();
    }

    /**
     * Sets aside a partition of which the client has nothing yet.
     *
     * @param why for the log
     */
    void setAside(
            TopicPartition partition,
            long offset,
            int failures,
            Duration pause,
            String why,
            long now) {
        setAside(
                partition,
                new Trouble(offset, failures, false, now + pause.toNanos(), null),
                pause,
                why);
    }

    private void setAside(TopicPartition partition, Trouble trouble, Duration pause, String why) {
        troubles.put(partition, trouble);
        log.error(
                "partition.set_aside partition={} offset={} failures={} next_try_s={}: {}",
                partition,
                trouble.offset(),
                trouble.failures(),
                pause.toSeconds(),
                why);
    }

    /**
     * Starts to read partitions again that were set aside long enough, and removes those that are
     * readable again.
     *
     * @return the partitions whose data the client must drop, so that they are fetched again
     */
    public Set<TopicPartition> tend(
            Set<TopicPartition> assigned, ToLongFunction<TopicPartition> position, long now) {
        Set<TopicPartition> anew = new HashSet<>();
        troubles.keySet().retainAll(assigned);
        Iterator<Map.Entry<TopicPartition, Trouble>> each = troubles.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<TopicPartition, Trouble> entry = each.next();
            Trouble trouble = entry.getValue();
            Long triedAt = trouble.triedAtNanos();
            if (triedAt == null) {
                if (now - trouble.tryAtNanos() >= 0) {
                    entry.setValue(trouble.triedAt(now));
                    if (trouble.cached()) {
                        anew.add(entry.getKey());
                    }
                }
            } else if (position.applyAsLong(entry.getKey()) > trouble.offset()
                    || now - triedAt >= READABLE_AFTER.toNanos()) {
                log.info("partition.readable partition={}", entry.getKey());
                each.remove();
            }
        }
        return anew;
    }

    /** Reports whether the partition is set aside now. */
    public boolean leaves(TopicPartition partition) {
        Trouble trouble = troubles.get(partition);
        return trouble != null && trouble.triedAtNanos() == null;
    }

    /** Returns the partitions that can't be read, each with the first offset that can't be read. */
    public Map<TopicPartition, Long> offsets() {
        return troubles.entrySet().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** Returns the partitions with a corrupt batch, according to the failure of a poll. */
    public static Set<TopicPartition> corrupt(
            KafkaException failure, Collection<TopicPartition> assigned) {
        return failure instanceof TopicAuthorizationException
                ? Set.of()
                : guilty(failure, assigned);
    }

    static boolean isAboutAny(KafkaException failure, Collection<TopicPartition> assigned) {
        return !guilty(failure, assigned).isEmpty();
    }

    private static Set<TopicPartition> guilty(
            KafkaException failure, Collection<TopicPartition> assigned) {
        return assigned.stream()
                .filter(partition -> isAbout(failure, partition))
                .collect(Collectors.toSet());
    }

    private static boolean isAbout(KafkaException failure, TopicPartition partition) {
        if (failure instanceof TopicAuthorizationException refused) {
            return refused.unauthorizedTopics().contains(partition.topic());
        }
        if (failure instanceof RecordDeserializationException unreadable) {
            return unreadable.topicPartition().equals(partition);
        }
        // For a batch with a wrong checksum the client has no exception type, and names the
        // partition only in the message.
        boolean maybeCorrupt =
                failure instanceof CorruptRecordException
                        || failure.getClass() == KafkaException.class;
        return maybeCorrupt && names(failure, partition);
    }

    private static boolean names(KafkaException failure, TopicPartition partition) {
        String text = failure.getMessage();
        return text != null
                && Pattern.compile(
                                "(?<![\\w.-])"
                                        + Pattern.quote(partition.toString())
                                        + "(?![\\w-])(?!\\.\\w)")
                        .matcher(text)
                        .find();
    }

    /**
     * Returns the pause after so many failures.
     *
     * @param longer by which part of itself it is longer
     */
    static Duration pause(int failures, double longer) {
        long longest = LONGEST_PAUSE.toNanos();
        long doubled = FIRST_PAUSE.toNanos() << Math.min(failures - 1, 10);
        return Duration.ofNanos((long) (Math.min(longest, doubled) * (1 + longer)));
    }
}

package dev.hooklane.delay;

import java.time.Duration;

/**
 * A topic whose records are due a fixed time after the broker appended them, so that each of its
 * partitions is in due order.
 *
 * <p>Jitter is a constant of the partition, never of the record: it spreads load without
 * reordering.
 *
 * @param jitter the last partition waits longer by almost this share of the delay; from 0 to 0.5
 */
public record DelayTopic(String name, Duration delay, double jitter) {
    public DelayTopic {
        if (jitter < 0 || jitter > 0.5) {
            throw new IllegalArgumentException("jitter %s is not from 0 to 0.5".formatted(jitter));
        }
    }

    /**
     * Returns when a record appended at {@code appendedAtMillis} to this partition is due; both in
     * epoch milliseconds.
     */
    public long dueAtMillis(long appendedAtMillis, int partition, int partitions) {
        return appendedAtMillis + longestMillis(partition, partitions);
    }

    /**
     * Returns how long a record that is read now still has to wait, in milliseconds; negative if it
     * is overdue. It is never longer than the delay with its partition's jitter, even if the clock
     * that appended the record was wrong.
     */
    public long leftMillis(long appendedAtMillis, long nowMillis, int partition, int partitions) {
        return Math.min(
                dueAtMillis(appendedAtMillis, partition, partitions) - nowMillis,
                longestMillis(partition, partitions));
    }

    /** Returns how long a record of this partition waits after it was appended. */
    public Duration longest(int partition, int partitions) {
        return Duration.ofMillis(longestMillis(partition, partitions));
    }

    private long longestMillis(int partition, int partitions) {
        double share = jitter * partition / partitions;
        return delay.toMillis() + Math.round(delay.toMillis() * share);
    }
}

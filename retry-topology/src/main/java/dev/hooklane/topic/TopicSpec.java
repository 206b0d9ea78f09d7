package dev.hooklane.topic;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The required settings of one topic.
 *
 * @param coPartitioned whether it must have the same partition count as the lanes' other topics
 * @param retention how long its records are kept at least; empty means forever
 * @param longestWait how long a record may have to wait here before it is read
 * @param maxMessageBytes the largest record batch that it accepts
 * @param compression how the broker stores a batch
 * @param limited whether the oldest records go once a partition has the bytes that the operator
 *     allows
 */
public record TopicSpec(
        String name,
        boolean coPartitioned,
        Cleanup cleanup,
        Optional<Duration> retention,
        Duration longestWait,
        int maxMessageBytes,
        Compression compression,
        boolean limited) {

    /** Returns the settings of a topic that keeps its records whatever their size. */
    TopicSpec(
            String name,
            boolean coPartitioned,
            Cleanup cleanup,
            Optional<Duration> retention,
            Duration longestWait,
            int maxMessageBytes,
            Compression compression) {
        this(
                name,
                coPartitioned,
                cleanup,
                retention,
                longestWait,
                maxMessageBytes,
                compression,
                false);
    }

    /** From this retention on, daily segments would keep too many files open. */
    private static final Duration LONG_KEPT = Duration.ofDays(90);

    private static final Duration COMPACTION_LAG = Duration.ofDays(1);
    private static final int SMALL_SEGMENT_BYTES = 16 << 20;

    /** Kafka deletes whole segments, so a limited topic keeps up to a segment more. */
    private static final int SEGMENTS_OF_LIMITED = 8;

    private static final long LARGEST_SEGMENT_BYTES = 1 << 30;

    /** What the broker does with old records. */
    public enum Cleanup {
        DELETE("delete"),
        COMPACT("compact"),
        /**
         * As {@link #COMPACT}, in small segments: every key is overwritten many times a minute, and
         * each start reads the topic.
         */
        COMPACT_OFTEN("compact"),
        COMPACT_AND_DELETE("compact,delete");

        private final String policy;

        Cleanup(String policy) {
            this.policy = policy;
        }
    }

    /** How the broker stores record batches. */
    public enum Compression {
        /** As they were sent. */
        AS_SENT,
        /**
         * Uncompressed, so that {@link #maxMessageBytes} limits the size that is read, not the
         * compressed size: 150 bytes can unpack to a megabyte.
         */
        UNPACKED
    }

    /**
     * Returns the time span of a segment. Kafka deletes only whole segments, so a record is kept
     * one segment longer than requested. That is a day for topics that keep payloads, and a quarter
     * of any retention below four days.
     */
    private static Duration segment(Duration retention) {
        Duration most =
                retention.compareTo(LONG_KEPT) < 0 ? Duration.ofDays(1) : Duration.ofDays(7);
        Duration quarter = retention.dividedBy(4);
        return quarter.compareTo(most) < 0 ? quarter : most;
    }

    /**
     * Returns the longest time without compaction. Each compaction reads and writes a whole month
     * of history, so the history gets fewer of them.
     */
    private Duration longestUncompacted() {
        return switch (cleanup) {
            case COMPACT_OFTEN -> Duration.ofHours(1);
            case COMPACT -> Duration.ofDays(1);
            case DELETE, COMPACT_AND_DELETE -> Duration.ofDays(7);
        };
    }

    /** Returns the settings with which the topic is created, under Kafka's names. */
    public Map<String, String> config(TopicLayout layout) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("cleanup.policy", cleanup.policy);
        config.put("retention.ms", Long.toString(retention.map(Duration::toMillis).orElse(-1L)));
        config.put("retention.bytes", Long.toString(limited ? layout.rejectedBytes() : -1));
        // The broker's clock, so that neither retention nor a wait depends on a producer's clock.
        config.put("message.timestamp.type", "LogAppendTime");
        if (compression == Compression.UNPACKED) {
            config.put("compression.type", "uncompressed");
        }
        config.put("max.message.bytes", Integer.toString(maxMessageBytes));
        config.put("min.insync.replicas", Integer.toString(layout.minInsyncReplicas()));
        retention.ifPresent(
                kept -> config.put("segment.ms", Long.toString(segment(kept).toMillis())));
        if (limited) {
            long segment = layout.rejectedBytes() / SEGMENTS_OF_LIMITED;
            config.put("segment.bytes", Long.toString(Math.min(LARGEST_SEGMENT_BYTES, segment)));
        }
        if (cleanup != Cleanup.DELETE) {
            config.put("min.cleanable.dirty.ratio", "0.1");
            // By then, overwritten or removed records must be gone from the disks.
            config.put("max.compaction.lag.ms", Long.toString(longestUncompacted().toMillis()));
            // Longer than an instance may be away, so that it still sees deletions.
            config.put(
                    "delete.retention.ms", Long.toString(Topics.DELETED_KEY_RETENTION.toMillis()));
        }
        if (cleanup == Cleanup.COMPACT_OFTEN) {
            config.put("segment.bytes", Integer.toString(SMALL_SEGMENT_BYTES));
        }
        if (cleanup == Cleanup.COMPACT_AND_DELETE) {
            // Nearly every key is written only once or twice, within a short time. A cleaner that
            // runs at once would copy much to remove little.
            config.put("min.compaction.lag.ms", Long.toString(COMPACTION_LAG.toMillis()));
        }
        return config;
    }
}

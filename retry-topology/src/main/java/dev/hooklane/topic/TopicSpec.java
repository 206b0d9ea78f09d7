package dev.hooklane.topic;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How one topic has to be.
 *
 * @param coPartitioned whether it shares one partition count with the other topics of the lanes
 * @param retention how long its records are kept at least; empty for ever
 * @param longestWait how long a record may have to stay here before it is read
 * @param maxMessageBytes the largest record batch it takes
 * @param compression what the broker makes of a batch that comes
 */
public record TopicSpec(
        String name,
        boolean coPartitioned,
        Cleanup cleanup,
        Optional<Duration> retention,
        Duration longestWait,
        int maxMessageBytes,
        Compression compression) {

    /** From here on daily segments would be many open files. */
    private static final Duration LONG_KEPT = Duration.ofDays(90);

    private static final Duration COMPACTION_LAG = Duration.ofDays(1);

    /** What the broker does with old records. */
    public enum Cleanup {
        DELETE("delete"),
        COMPACT("compact"),
        COMPACT_AND_DELETE("compact,delete");

        private final String policy;

        Cleanup(String policy) {
            this.policy = policy;
        }
    }

    /** How the broker keeps record batches. */
    public enum Compression {
        /** As they come. */
        AS_SENT,
        /**
         * Unpacked, so that {@link #maxMessageBytes} bounds what is read and not what it is packed
         * into: 150 bytes can unpack to a megabyte.
         */
        UNPACKED
    }

    /**
     * Only whole segments are dropped, so that a record is kept a segment's time longer than asked
     * for: a day for what keeps payloads, and a quarter of what is kept for less than four.
     */
    private static Duration segment(Duration retention) {
        Duration most =
                retention.compareTo(LONG_KEPT) < 0 ? Duration.ofDays(1) : Duration.ofDays(7);
        Duration quarter = retention.dividedBy(4);
        return quarter.compareTo(most) < 0 ? quarter : most;
    }

    /** A month of history is read and written once in each compaction, so that one is spared it. */
    private Duration longestUncompacted() {
        return cleanup == Cleanup.COMPACT ? Duration.ofDays(1) : Duration.ofDays(7);
    }

    /** The settings that the topic is made with, as Kafka names them. */
    public Map<String, String> config(int minInsyncReplicas) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("cleanup.policy", cleanup.policy);
        config.put("retention.ms", Long.toString(retention.map(Duration::toMillis).orElse(-1L)));
        config.put("retention.bytes", "-1");
        // The broker's clock, so that neither retention nor a wait hangs on a producer's clock.
        config.put("message.timestamp.type", "LogAppendTime");
        if (compression == Compression.UNPACKED) {
            config.put("compression.type", "uncompressed");
        }
        config.put("max.message.bytes", Integer.toString(maxMessageBytes));
        config.put("min.insync.replicas", Integer.toString(minInsyncReplicas));
        retention.ifPresent(
                kept -> config.put("segment.ms", Long.toString(segment(kept).toMillis())));
        if (cleanup != Cleanup.DELETE) {
            config.put("min.cleanable.dirty.ratio", "0.1");
            // What is overwritten or removed is gone from the disks by then, not some day.
            config.put("max.compaction.lag.ms", Long.toString(longestUncompacted().toMillis()));
            // Longer than an instance may be away, so that it still sees what was deleted.
            config.put(
                    "delete.retention.ms", Long.toString(Topics.DELETED_KEY_RETENTION.toMillis()));
        }
        if (cleanup == Cleanup.COMPACT_AND_DELETE) {
            // Nearly every key is written but once or twice, and soon: a cleaner that comes at once
            // copies much to remove little.
            config.put("min.compaction.lag.ms", Long.toString(COMPACTION_LAG.toMillis()));
        }
        return config;
    }
}

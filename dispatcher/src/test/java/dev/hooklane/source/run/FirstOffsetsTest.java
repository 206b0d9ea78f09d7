package dev.hooklane.source.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.source.Source;
import dev.hooklane.source.SourceBegin;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.progress.PartitionKey;
import dev.hooklane.source.progress.ProgressBook.Written;
import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class FirstOffsetsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final LogIdentity LOG = new LogIdentity("cluster-1", "topic-1");
    private static final int MANY = 10_000;

    private final Map<PartitionKey, Written> known = new HashMap<>();
    private final AskedConsumer consumer = new AskedConsumer();

    /** Finds a record of the wanted time at offset 7 of the even partitions. */
    private static final class AskedConsumer extends MockConsumer<byte[], byte[]> {
        private int askedForTimes;

        AskedConsumer() {
            super("none");
        }

        @Override
        public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                Map<TopicPartition, Long> times, Duration timeout) {
            askedForTimes++;
            Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
            times.forEach((partition, time) ->
                    found.put(
                            partition,
                            partition.partition() % 2 == 0
                                    ? new OffsetAndTimestamp(7, time)
                                    : null));
            return found;
        }
    }

    /** One at a time, ten thousand answers would take longer than the group waits. */
    @Test
    void asksForTheTimesOfAllPartitionsAtOnce() {
        Map<TopicPartition, Long> offsets = offsets(new SourceBegin.Since(NOON), MANY);

        assertThat(consumer.askedForTimes).isEqualTo(1);
        assertThat(offsets)
                .hasSize(MANY)
                .containsEntry(new TopicPartition("shop", 0), 7L)
                .as("the end, where all records are older")
                .containsEntry(new TopicPartition("shop", 1), 100L);
    }

    @Test
    void asksForNoTimesIfNoneIsWanted() {
        known(LOG);

        assertThat(offsets(new SourceBegin.Earliest(), 2))
                .containsOnly(
                        Map.entry(new TopicPartition("shop", 0), 40L),
                        Map.entry(new TopicPartition("shop", 1), 10L));
        assertThat(consumer.askedForTimes).isZero();
    }

    @Test
    void aPartitionThatWasReadOnAnotherClusterHasNone() {
        known(new LogIdentity("cluster-2", "topic-1"));

        assertThat(offsets(new SourceBegin.Earliest(), 2))
                .containsOnly(Map.entry(new TopicPartition("shop", 1), 10L));
    }

    private void known(LogIdentity log) {
        known.put(
                new PartitionKey(new SourceName("orders"), "shop", 0),
                new Written(1, new SourceProgress(log, 40, 1, "", NOON), Optional.empty()));
    }

    private Map<TopicPartition, Long> offsets(SourceBegin begin, int partitions) {
        Map<TopicPartition, LogIdentity> logs = new HashMap<>();
        for (int i = 0; i < partitions; i++) {
            logs.put(new TopicPartition("shop", i), LOG);
        }
        consumer.updateBeginningOffsets(all(logs, 10));
        consumer.updateEndOffsets(all(logs, 100));
        return new FirstOffsets(source(begin), known, new SilentMeter()).of(consumer, logs);
    }

    private static Map<TopicPartition, Long> all(
            Map<TopicPartition, LogIdentity> logs, long offset) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        logs.keySet().forEach(each -> offsets.put(each, offset));
        return Collections.unmodifiableMap(offsets);
    }

    private static Source source(SourceBegin begin) {
        return new Source(
                new SourceName("orders"),
                "shop",
                List.of("shop"),
                begin,
                Source.Formats.DEFAULT,
                JsonMapper.shared().createObjectNode(),
                "",
                false,
                1,
                NOON);
    }
}

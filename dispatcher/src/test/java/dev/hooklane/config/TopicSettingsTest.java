package dev.hooklane.config;

import static dev.hooklane.config.SampleConfig.NEEDED;
import static dev.hooklane.config.SampleConfig.problems;
import static dev.hooklane.config.SettingsReadTest.setting;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** How much there may be of topics, Hooklane's own and those of sources. */
final class TopicSettingsTest {
    /** Each with a text and how the configuration shows that it was read. */
    static Stream<Arguments> settings() {
        return Stream.of(
                setting("topics.prefix", "other.", c -> c.topics().prefix(), "other."),
                setting("topics.partitions", "48", c -> c.topics().partitions(), "48"),
                setting("topics.replication-factor", "5", c -> c.topics().replicationFactor(), "5"),
                setting(
                        "topics.min-insync-replicas",
                        "3",
                        c -> c.topics().minInsyncReplicas(),
                        "3"),
                setting(
                        "topics.rejected-bytes",
                        "2GiB",
                        c -> c.topics().rejectedBytes(),
                        "2147483648"),
                setting("sources.max-partitions", "9", c -> c.sourcePartitionsMax(), "9"));
    }

    @Test
    void aPartitionOfRejectedRecordsHasRoomForTheLargest() {
        assertThat(problems("topics: {rejected-bytes: 1MiB}", Map.of(), NEEDED))
                .singleElement()
                .asString()
                .startsWith("topics.rejected-bytes = 1MiB: ")
                .contains("128MiB", "1024GiB");
    }
}

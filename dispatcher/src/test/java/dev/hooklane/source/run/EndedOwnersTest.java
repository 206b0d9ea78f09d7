package dev.hooklane.source.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.source.progress.RecordCounts;
import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class EndedOwnersTest {
    private static final LogIdentity LOG = new LogIdentity("cluster-1", "topic-1");
    private static final TopicPartition PARTITION = new TopicPartition("shop", 0);
    private static final SourceProgress HELD = progress(LOG, 40, 1);

    @Test
    void anOwnerThatHeldThePartitionHasEnded() {
        assertThat(ended(HELD, 41)).contains(1);
    }

    @Test
    void thoseBeforeItCount() {
        assertThat(ended(HELD.afterOwners(2), 41)).contains(3);
    }

    @Test
    void oneThatGaveItUpDoesNotCountAndDoesNotClearThoseBefore() {
        assertThat(ended(HELD.released(), 41)).isEmpty();
        assertThat(ended(HELD.afterOwners(3).released(), 41)).contains(3);
    }

    @Test
    void withoutARecordNobodyEndedAtOne() {
        assertThat(ended(HELD.afterOwners(2), 40)).isEmpty();
    }

    @Test
    void anotherRecordAnotherLogAndARewindBeginAnew() {
        assertThat(ended(progress(LOG, 39, 1), 41)).isEmpty();
        assertThat(ended(progress(new LogIdentity("cluster-1", "topic-2"), 40, 1), 41)).isEmpty();
        assertThat(ended(progress(LOG, 40, 2), 41)).isEmpty();
        assertThat(ended(HELD.afterOwners(3).following(7), 41)).isEmpty();
    }

    /** How many have ended at the record at 40, if that is known of the partition. */
    private static Optional<Integer> ended(SourceProgress last, long end) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        consumer.updateEndOffsets(Map.of(PARTITION, end));
        return Optional.ofNullable(
                        new EndedOwners(_ -> Optional.of(last))
                                .counted(consumer, Map.of(PARTITION, HELD))
                                .get(PARTITION))
                .map(SourceProgress::ended);
    }

    private static SourceProgress progress(LogIdentity log, long next, long generation) {
        return new SourceProgress(log, next, generation, "one", Instant.EPOCH, RecordCounts.NONE);
    }
}

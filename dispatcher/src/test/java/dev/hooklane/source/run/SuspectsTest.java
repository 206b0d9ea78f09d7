package dev.hooklane.source.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.source.progress.SourceProgress;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import dev.hooklane.unreadable.CarefulPoll;
import dev.hooklane.unreadable.Unreadable;
import dev.hooklane.unreadable.UnreadablePartitions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class SuspectsTest {
    private static final TopicPartition GUILTY = new TopicPartition("shop", 0);
    private static final TopicPartition CALM = new TopicPartition("shop", 1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final Unreadable told = new Unreadable();
    private long now;
    private final CarefulPoll careful = new CarefulPoll(told, () -> now);

    @Test
    void thePartitionWhereThreeOwnersEndedIsPausedAtOnceAndReadLater() {
        claim(Map.of(GUILTY, progress(3), CALM, progress(2)));
        assertThat(consumer.paused()).containsExactly(GUILTY);
        poll();
        assertThat(told.offsets()).isEqualTo(Map.of(GUILTY, 40L));

        now += UnreadablePartitions.FIRST_PAUSE.multipliedBy(2).toNanos();
        poll();
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void eachFurtherOwnerDoublesThePause() {
        claim(Map.of(GUILTY, progress(5)));

        now += UnreadablePartitions.FIRST_PAUSE.multipliedBy(4).toNanos() - 1;
        poll();
        assertThat(consumer.paused()).containsExactly(GUILTY);

        now += UnreadablePartitions.FIRST_PAUSE.multipliedBy(4).toNanos() + 1;
        poll();
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void severalAreNotReadAtOnce() {
        claim(Map.of(GUILTY, progress(3), CALM, progress(3)));
        assertThat(consumer.paused()).containsExactlyInAnyOrder(GUILTY, CALM);

        int paused = 2;
        while (paused == 2) {
            now += Duration.ofMillis(10).toNanos();
            poll();
            paused = consumer.paused().size();
        }
        assertThat(paused).isEqualTo(1);
    }

    private void claim(Map<TopicPartition, SourceProgress> claimed) {
        consumer.assign(List.of(GUILTY, CALM));
        consumer.seek(GUILTY, 40);
        consumer.seek(CALM, 40);
        new Suspects(careful, consumer, new Random(7)).setAside(claimed);
    }

    private void poll() {
        var _ = careful.poll(consumer, Duration.ZERO, consumer::poll);
    }

    private static SourceProgress progress(int ended) {
        return new SourceProgress(
                        new LogIdentity("cluster-1", "topic-1"), 40, 1, "writer", Instant.EPOCH)
                .afterOwners(ended);
    }
}

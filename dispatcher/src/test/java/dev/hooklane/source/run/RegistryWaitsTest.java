package dev.hooklane.source.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.source.SourceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class RegistryWaitsTest {
    private static final TopicPartition ONE = new TopicPartition("orders", 1);
    private static final TopicPartition TWO = new TopicPartition("orders", 2);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final List<Integer> told = new ArrayList<>();
    private long nanos;
    private final RegistryWaits waits =
            new RegistryWaits(new SourceName("orders"), consumer, new Told(), () -> nanos);

    private final class Told extends SilentMeter {
        @Override
        public void waitsForRegistry(SourceName source, int partitions) {
            told.add(partitions);
        }
    }

    RegistryWaitsTest() {
        consumer.assign(List.of(ONE, TWO));
        consumer.updateBeginningOffsets(Map.of(ONE, 0L, TWO, 0L));
        consumer.seekToBeginning(List.of(ONE, TWO));
    }

    @Test
    void aPartitionIsReadAgainFromItsRecordAfterAPause() {
        waits.hold(ONE, 7, "away");
        assertThat(consumer.paused()).containsExactly(ONE);
        pass(RegistryWaits.FIRST_PAUSE.minusNanos(1));
        assertThat(consumer.paused()).containsExactly(ONE);
        pass(Duration.ofNanos(1));

        assertThat(consumer.paused()).isEmpty();
        assertThat(consumer.position(ONE)).isEqualTo(7);
        assertThat(told).endsWith(1);
    }

    @Test
    void thePauseGrowsToALimitUntilARecordIsRead() {
        for (int i = 0; i < 20; i++) {
            waits.hold(ONE, 7, "away");
            pass(RegistryWaits.LONGEST_PAUSE);
        }
        waits.hold(ONE, 7, "away");
        pass(RegistryWaits.LONGEST_PAUSE.minusNanos(1));
        assertThat(consumer.paused()).containsExactly(ONE);
        pass(Duration.ofNanos(1));
        assertThat(consumer.paused()).isEmpty();

        waits.decided(ONE);
        assertThat(told).endsWith(0);
        waits.hold(ONE, 8, "away");
        pass(RegistryWaits.FIRST_PAUSE);
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void aPartitionThatIsGivenUpWaitsNoMore() {
        waits.hold(ONE, 7, "away");
        waits.hold(TWO, 7, "away");
        consumer.assign(List.of(TWO));
        pass(RegistryWaits.FIRST_PAUSE);

        assertThat(told).endsWith(1);
    }

    @Test
    void itSaysWhyPartitionsWait() {
        waits.hold(ONE, 7, "away");
        waits.hold(TWO, 7, "away");
        waits.hold(ONE, 7, "answers 503");
        waits.decided(TWO);

        assertThat(waits.reasons()).containsExactly(Map.entry(ONE, "answers 503"));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        waits.resumeDue();
    }
}

package dev.hooklane.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class OutcomeProducersTest {
    private static final TopicPartition BLOCKED = new TopicPartition("hooklane.history", 3);

    private final Set<Integer> hanging = new ConcurrentSkipListSet<>();
    private final TreeMap<Integer, MockProducer<byte[], byte[]>> made = new TreeMap<>();

    private synchronized Producer<byte[], byte[]> make(int number) {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(
                        true, null, new ByteArraySerializer(), new ByteArraySerializer());
        if (hanging.contains(number)) {
            producer.initTransactionException = new TimeoutException("hangs");
        }
        made.put(number, producer);
        return producer;
    }

    @Test
    void itBeginsWithTheUsualOne() {
        try (OutcomeProducers producers = OutcomeProducers.start(this::make)) {
            assertThat(producers.current()).isSameAs(made.get(0));
        }
    }

    @Test
    void aStartGoesPastWhatHangs() {
        hanging.add(0);

        try (OutcomeProducers producers = OutcomeProducers.start(this::make)) {
            assertThat(producers.current()).isSameAs(made.get(1));
        }
    }

    @Test
    void anotherTakesOverFromWhatIsLeftBehind() {
        try (OutcomeProducers producers = OutcomeProducers.start(this::make)) {
            Producer<byte[], byte[]> first = producers.current();

            hanging.add(0);
            producers.leaveBehind(Set.of(BLOCKED));

            assertThat(((MockProducer<?, ?>) first).closed()).isTrue();
            assertThat(producers.current()).isSameAs(made.get(1));
            assertThat(producers.hangsOn(BLOCKED)).isTrue();
            assertThat(producers.hangsOn(new TopicPartition("hooklane.history", 2))).isFalse();
        }
    }

    @Test
    void aStartFailsIfAllHang() {
        hanging.addAll(Set.of(0, 1, 2, 3));

        assertThatThrownBy(() -> OutcomeProducers.start(this::make))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void oneThatIsFencedEndsTheRun() {
        assertThatThrownBy(() ->
                        OutcomeProducers.start(_ -> {
                            MockProducer<byte[], byte[]> fenced =
                                    (MockProducer<byte[], byte[]>) make(0);
                            fenced.initTransactionException = new ProducerFencedException("fenced");
                            return fenced;
                        }))
                .isInstanceOf(ProducerFencedException.class);
    }
}

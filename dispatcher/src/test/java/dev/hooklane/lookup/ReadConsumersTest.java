package dev.hooklane.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.topic.KafkaUnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReadConsumersTest {
    private final List<Boolean> interruptedAtClose = new ArrayList<>();
    private final ReadConsumers consumers = new ReadConsumers(Watched::new);

    private final class Watched extends MockConsumer<byte[], byte[]> {
        Watched() {
            super("none");
        }

        @Override
        public void close(CloseOptions options) {
            interruptedAtClose.add(Thread.currentThread().isInterrupted());
            super.close(options);
        }
    }

    @AfterEach
    void clear() {
        var _ = Thread.interrupted();
    }

    @Test
    void aLookThatIsInterruptedClosesItsConsumerInAnOrderlyWay() {
        assertThatThrownBy(() ->
                        consumers.look(_ -> {
                            // Kafka's exception leaves the thread interrupted.
                            throw new InterruptException("stopped");
                        }))
                .isInstanceOf(KafkaUnavailableException.class);

        assertThat(interruptedAtClose).containsExactly(false);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}

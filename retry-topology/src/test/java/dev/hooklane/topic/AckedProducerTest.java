package dev.hooklane.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AckedProducerTest {
    private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    private final MockProducer<byte[], byte[]> prompt = producer("prompt", false);
    private final MockProducer<byte[], byte[]> gathering = producer("gathering", false);
    private final AckedProducer producer = new AckedProducer(prompt, gathering);
    private final List<Thread> callers = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Thread caller : callers) {
            caller.interrupt();
            caller.join();
        }
    }

    @Test
    void aFewCallersDontWaitForOthers() throws InterruptedException {
        for (int i = 1; i < AckedProducer.SEVERAL; i++) {
            assertThat(call(1)).containsExactly("prompt");
        }
    }

    @Test
    void theNextOfSeveralCallersGather() throws InterruptedException {
        for (int i = 1; i < AckedProducer.SEVERAL; i++) {
            List<String> _ = call(1);
        }

        assertThat(call(1)).containsExactly("gathering");
    }

    @Test
    void recordsOfOneCallStayTogether() throws InterruptedException {
        for (int i = 1; i < AckedProducer.SEVERAL; i++) {
            List<String> _ = call(5);
        }

        assertThat(call(3)).containsExactly("gathering", "gathering", "gathering");
    }

    @Test
    void onceTheOthersAreDoneACallerDoesntWait() throws InterruptedException {
        for (int i = 1; i < AckedProducer.SEVERAL; i++) {
            List<String> _ = call(1);
        }
        while (prompt.completeNext()) {}
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(call(1)).containsExactly("prompt");
    }

    @Test
    void aFailedCallNoLongerCounts() throws InterruptedException {
        MockProducer<byte[], byte[]> failing = producer("failing", true);
        failing.sendException = new TimeoutException("no broker");
        AckedProducer broken = new AckedProducer(failing, gathering);
        for (int i = 0; i < AckedProducer.SEVERAL; i++) {
            assertThatThrownBy(() -> broken.write(record()))
                    .isInstanceOf(KafkaUnavailableException.class);
        }

        assertThat(sent).containsOnly("failing");
    }

    @Test
    void whoWritesLaterIsToldOfARecordThatIsOnlyLogged() {
        AtomicInteger logged = new AtomicInteger();
        producer.writeLater(record(), logged::incrementAndGet);
        producer.writeLater(record(), logged::incrementAndGet);

        prompt.completeNext();
        prompt.errorNext(new TimeoutException("no broker"));

        assertThat(logged).hasValue(1);
    }

    @Test
    void soIsWhoWaits() {
        MockProducer<byte[], byte[]> failing = producer("failing", true);
        failing.sendException = new TimeoutException("no broker");
        AckedProducer broken = new AckedProducer(failing, gathering);
        AtomicInteger logged = new AtomicInteger();

        broken.writeOrLog(record(), logged::incrementAndGet);
        broken.writeLater(record(), logged::incrementAndGet);

        assertThat(logged).hasValue(2);
    }

    @Test
    void onlyTheGatheringProducerLingers() {
        assertThat(AckedProducer.settings(Map.of(), Duration.ZERO))
                .containsEntry("linger.ms", 0L)
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("max.in.flight.requests.per.connection", 1);
        assertThat(AckedProducer.settings(Map.of(), Duration.ofMillis(2)))
                .containsEntry("linger.ms", 2L)
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("max.in.flight.requests.per.connection", 1);
    }

    @Test
    void theOperatorsBatchSizeCounts() {
        assertThat(AckedProducer.settings(Map.of("batch.size", "1000"), Duration.ZERO))
                .containsEntry("batch.size", "1000");
    }

    @Test
    void closesBothProducers() {
        producer.close();

        assertThat(List.of(prompt.closed(), gathering.closed())).containsExactly(true, true);
    }

    /** Writes on a thread of its own, and returns the producers that got the records. */
    private List<String> call(int records) throws InterruptedException {
        callers.add(
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                List<RecordMetadata> _ =
                                        producer.writeAll(Collections.nCopies(records, record()));
                            } catch (KafkaUnavailableException e) {
                                // The test is over.
                                Thread.currentThread().interrupt();
                            }
                        }));
        List<String> producers = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            producers.add(sent.poll(10, TimeUnit.SECONDS));
        }
        return producers;
    }

    private static ProducerRecord<byte[], byte[]> record() {
        return new ProducerRecord<>("topic", 0, "key".getBytes(UTF_8), "value".getBytes(UTF_8));
    }

    private MockProducer<byte[], byte[]> producer(String name, boolean autoComplete) {
        return new MockProducer<>(
                autoComplete, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized Future<RecordMetadata> send(
                    ProducerRecord<byte[], byte[]> record, Callback callback) {
                sent.add(name);
                return super.send(record, callback);
            }
        };
    }
}

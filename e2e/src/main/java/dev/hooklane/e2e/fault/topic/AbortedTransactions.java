package dev.hooklane.e2e.fault.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instances;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A service that publishes events in transactions and aborts them. */
final class AbortedTransactions implements Fault {
    @Override
    public String name() {
        return "aborted-transactions";
    }

    @Override
    public String summary() {
        return "a service publishes in transactions that it aborts; of these events nobody may hear";
    }

    private static final int TRANSACTIONS = 5;
    private static final int EVENTS_EACH = 5;

    @Override
    public void strike(Scene scene) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                RawProducer.to(
                        scene,
                        Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "service-that-aborts"))) {
            producer.initTransactions();
            for (int i = 0; i < TRANSACTIONS; i++) {
                producer.beginTransaction();
                for (int j = 0; j < EVENTS_EACH; j++) {
                    var _ = producer.send(event(scene, i * EVENTS_EACH + j)).get();
                }
                scene.pause(Duration.ofMillis(700));
                producer.abortTransaction();
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> event(Scene scene, int number) {
        String body =
                "{\"id\":\"evt_aborted_%s_%d\",\"type\":\"message.created\",\"timestamp\":\"%s\",\"data\":{}}"
                        .formatted(scene.account(), number, Instant.now());
        return new ProducerRecord<>(
                Instances.PREFIX + "events", scene.account().getBytes(UTF_8), body.getBytes(UTF_8));
    }
}

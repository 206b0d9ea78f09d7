package dev.hooklane.e2e.fault.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instances;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A publisher that hangs with an open transaction. */
final class OpenTransaction implements Fault {
    @Override
    public String name() {
        return "open-transaction";
    }

    @Override
    public String summary() {
        return "a service leaves a transaction open on the events topic for 10 s, then commits it";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                RawProducer.to(
                        scene,
                        Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "service-that-hangs"))) {
            producer.initTransactions();
            producer.beginTransaction();
            // Not a valid event, so no judge waits for it; only the events behind it matter.
            var _ =
                    producer.send(
                                    new ProducerRecord<>(
                                            Instances.PREFIX + "events",
                                            scene.account().getBytes(UTF_8),
                                            "open".getBytes(UTF_8)))
                            .get();
            scene.pause(Duration.ofSeconds(10));
            producer.commitTransaction();
        }
    }
}

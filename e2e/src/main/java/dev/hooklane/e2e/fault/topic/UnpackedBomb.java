package dev.hooklane.e2e.fault.topic;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instances;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** A record that is small while compressed and huge when it is read. */
final class UnpackedBomb implements Fault {
    @Override
    public String name() {
        return "bomb";
    }

    @Override
    public String summary() {
        return "events that are small compressed and huge unpacked, 3 MiB and 1 MB, in each partition";
    }

    private static final List<Integer> BYTES = List.of(3 << 20, 1_000_000);

    @Override
    public void strike(Scene scene) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                RawProducer.to(scene, Map.of(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd"))) {
            for (int partition = 0; partition < Instances.PARTITIONS; partition++) {
                for (int bytes : BYTES) {
                    send(producer, partition, bytes, scene);
                }
            }
        }
        scene.pause(Duration.ofSeconds(5));
    }

    /** Sends the record. Kafka may refuse it, as it counts the uncompressed bytes. */
    private static void send(
            KafkaProducer<byte[], byte[]> producer, int partition, int bytes, Scene scene)
            throws InterruptedException, ExecutionException {
        try {
            var _ =
                    producer.send(
                                    new ProducerRecord<>(
                                            Instances.PREFIX + "events",
                                            partition,
                                            new byte[] {'a'},
                                            new byte[bytes]))
                            .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RecordTooLargeException)) {
                throw e;
            }
            scene.progress("partition %d refuses %,d bytes".formatted(partition, bytes));
        }
    }

    /** Its records stay on the topic. */
    @Override
    public boolean spoils() {
        return true;
    }
}

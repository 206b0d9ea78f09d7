package dev.hooklane.e2e.fault;

import dev.hooklane.e2e.instance.Instances;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record that grows when it is read. */
final class UnpackedBomb implements Fault {
    @Override
    public String name() {
        return "bomb";
    }

    @Override
    public String summary() {
        return "an event that is small compressed and 3 MiB unpacked, in each partition";
    }

    private static final int BYTES = 3 << 20;

    @Override
    public void strike(Scene scene) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                RawProducer.to(scene, Map.of(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd"))) {
            for (int partition = 0; partition < Instances.PARTITIONS; partition++) {
                var _ =
                        producer.send(
                                        new ProducerRecord<>(
                                                Instances.PREFIX + "events",
                                                partition,
                                                new byte[] {'a'},
                                                new byte[BYTES]))
                                .get();
            }
        }
        scene.pause(Duration.ofSeconds(5));
    }

    /** Its records stay on the topic. */
    @Override
    public boolean spoils() {
        return true;
    }
}

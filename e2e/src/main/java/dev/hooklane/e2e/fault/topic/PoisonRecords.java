package dev.hooklane.e2e.fault.topic;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.installation.Instances;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Another program, or a bug, that writes to the wrong topics. */
final class PoisonRecords implements Fault {
    /**
     * Sends each record in its own batch, as one bad record makes the broker refuse its whole
     * batch.
     */
    private static final Map<String, Object> SINGLY = Map.of(ProducerConfig.BATCH_SIZE_CONFIG, 0);

    private final String name;
    private final String summary;
    private final Duration between;

    private PoisonRecords(String name, String summary, Duration between) {
        this.name = name;
        this.summary = summary;
        this.between = between;
    }

    static PoisonRecords allAtOnce() {
        return new PoisonRecords(
                "poison",
                "records of every kind that none should have, on every partition of every topic",
                Duration.ZERO);
    }

    /**
     * Writes the records one at a time, as the cost of a single one is invisible among thousands.
     */
    static PoisonRecords singly() {
        return new PoisonRecords(
                "poison-singly",
                "the records of `poison`, one every 50 ms or so: what a single one costs everybody else",
                Duration.ofMillis(40));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public void strike(Scene scene) throws Exception {
        try (Admin admin = scene.cluster().admin();
                KafkaProducer<byte[], byte[]> producer = RawProducer.to(scene, SINGLY)) {
            List<String> topics =
                    admin.listTopics().names().get().stream()
                            .filter(name -> name.startsWith(Instances.PREFIX))
                            .sorted()
                            .toList();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (TopicDescription topic :
                    admin.describeTopics(topics).allTopicNames().get().values()) {
                for (int partition = 0; partition < topic.partitions().size(); partition++) {
                    for (Poison poison : Poison.ALL) {
                        sent.add(producer.send(poison.on(topic.name(), partition)));
                        scene.pause(between);
                    }
                }
            }
            scene.progress(
                    "wrote %d records to %d topics".formatted(accepted(sent), topics.size()));
        }
        scene.pause(Duration.ofSeconds(5));
    }

    /**
     * Counts the accepted records. The broker refuses some, such as records without a key on a
     * compacted topic; those do no harm.
     */
    private static int accepted(List<Future<RecordMetadata>> sent) throws Exception {
        int accepted = 0;
        for (Future<RecordMetadata> each : sent) {
            try {
                var _ = each.get();
                accepted++;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof KafkaException)) {
                    throw e;
                }
            }
        }
        return accepted;
    }

    /** Its records stay on the topics. */
    @Override
    public boolean spoils() {
        return true;
    }
}

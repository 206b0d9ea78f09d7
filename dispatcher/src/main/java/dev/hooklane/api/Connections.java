package dev.hooklane.api;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.lookup.ReadConsumers;
import dev.hooklane.supervision.StartedParts;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;

/** The control plane's own clients of Kafka, and the topics that they read and write. */
record Connections(Topics topics, AckedProducer producer, ReadConsumers consumers, Admin admin) {
    static Connections open(HooklaneConfig config, StartedParts started) {
        Admin admin = Admin.create(config.kafka().clientProperties());
        started.add(() -> admin.close(Duration.ZERO));
        return new Connections(
                config.topicNames(),
                started.add(AckedProducer.connect(config.kafka().producerProperties())),
                started.add(new ReadConsumers(config.kafka().consumerProperties())),
                admin);
    }
}

package dev.hooklane.spring.test;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** One Kafka in this JVM. It runs from its creation to its close. */
final class EventsBroker implements AutoCloseable {
    /** More than one, as in production, so that a test can't rely on an order between accounts. */
    private static final int PARTITIONS = 3;

    private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, PARTITIONS);

    EventsBroker() {
        broker.afterPropertiesSet();
    }

    String bootstrapServers() {
        return broker.getBrokersAsString();
    }

    void createTopic(String name) {
        try (Admin admin =
                Admin.create(
                        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            admin.createTopics(Set.of(new NewTopic(name, PARTITIONS, (short) 1))).all().get();
        } catch (ExecutionException e) {
            // An event that was published while the context started has created it.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("topic " + name + " can't be created", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topic " + name, e);
        }
    }

    @Override
    public void close() {
        broker.destroy();
    }
}

package dev.hooklane.dispatcher;

import dev.hooklane.topology.EndpointFeed;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** The Kafka clients of the fan-out: those that Kafka Streams makes, but events are read paced. */
final class FanOutClients implements KafkaClientSupplier {
    private final EndpointFeed feed;
    private final String rejectedTopic;

    FanOutClients(EndpointFeed feed, String rejectedTopic) {
        this.feed = feed;
        this.rejectedTopic = rejectedTopic;
    }

    @Override
    public Admin getAdmin(Map<String, Object> settings) {
        return Admin.create(settings);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
        return new FanOutProducer(settings, rejectedTopic);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
        return new PacedConsumer(settings);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> settings) {
        return new EndpointsConsumer(settings, feed);
    }
}

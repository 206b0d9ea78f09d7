package dev.hooklane.dispatcher;

import dev.hooklane.topology.EndpointFeed;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The consumer of the endpoints, which tells the feed where it stands. */
final class EndpointsConsumer extends KafkaConsumer<byte[], byte[]> {
    private final EndpointFeed feed;

    EndpointsConsumer(Map<String, Object> settings, EndpointFeed feed) {
        super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.feed = feed;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        // Kafka Streams has handed on all that the last poll gave before it polls again.
        feed.beforePoll(this);
        return super.poll(timeout);
    }
}

package dev.hooklane.dispatcher;

import dev.hooklane.topology.EndpointFeed;
import dev.hooklane.unreadable.CarefulPoll;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer of the endpoints, which tells the feed where it stands, and which partitions can't
 * be read.
 */
final class EndpointsConsumer extends KafkaConsumer<byte[], byte[]> {
    private final EndpointFeed feed;
    private final CarefulPoll careful;
    private boolean following;

    EndpointsConsumer(Map<String, Object> settings, EndpointFeed feed) {
        super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.feed = feed;
        careful = new CarefulPoll(this, feed.unreadable(), System::nanoTime);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        // Kafka Streams has handed on all that the last poll gave before it polls again.
        feed.beforePoll(this);
        following |= feed.isCaughtUp();
        // While the topic is read from its start nobody may go on without a part of it.
        return following ? careful.poll(timeout, super::poll) : super.poll(timeout);
    }

    @Override
    public void close() {
        careful.close();
        super.close();
    }

    @Override
    public void close(CloseOptions options) {
        careful.close();
        super.close(options);
    }
}

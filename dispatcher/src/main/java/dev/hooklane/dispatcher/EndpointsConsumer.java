package dev.hooklane.dispatcher;

import dev.hooklane.topology.EndpointFeed;
import dev.hooklane.unreadable.CarefulConsumer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * The consumer of the endpoints, which tells the feed where it stands, and which partitions can't
 * be read.
 */
final class EndpointsConsumer extends CarefulConsumer {
    private final EndpointFeed feed;
    private boolean following;

    EndpointsConsumer(Map<String, Object> settings, EndpointFeed feed) {
        super(settings, feed.unreadable());
        this.feed = feed;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        // Kafka Streams has handed on all that the last poll gave before it polls again.
        feed.beforePoll(this);
        following |= feed.isCaughtUp();
        // While the topic is read from its start nobody may go on without a part of it.
        return following ? super.poll(timeout) : read(timeout);
    }
}

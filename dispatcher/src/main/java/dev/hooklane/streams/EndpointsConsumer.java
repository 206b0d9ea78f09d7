package dev.hooklane.streams;

import dev.hooklane.fanout.EndpointFeed;
import dev.hooklane.kafka.KafkaContact;
import dev.hooklane.unreadable.CarefulConsumer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * The consumer of the endpoints topic. It tells the feed its position, and which partitions can't
 * be read.
 */
final class EndpointsConsumer extends CarefulConsumer {
    private final EndpointFeed feed;
    private final KafkaContact.Line line;
    private boolean following;

    /**
     * @param contact is told of each answer that it gets
     */
    EndpointsConsumer(Map<String, Object> settings, EndpointFeed feed, KafkaContact contact) {
        super(settings, feed.unreadable());
        this.feed = feed;
        line = contact.line(this);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        // Kafka Streams has passed on all records of the last poll before it polls again.
        feed.beforePoll(this);
        following |= feed.isCaughtUp();
        // While the topic is read from its start, nothing may continue without a part of it.
        ConsumerRecords<byte[], byte[]> records = following ? super.poll(timeout) : read(timeout);
        feed.polled(records);
        // It has no group: if all its partitions are set aside, it asks nothing.
        line.polled(!paused().containsAll(assignment()));
        return records;
    }

    @Override
    protected void closing() {
        line.close();
        super.closing();
    }
}

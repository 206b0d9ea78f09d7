package dev.hooklane.streams;

import dev.hooklane.fanout.EndpointFeed;
import dev.hooklane.fanout.Flushes;
import dev.hooklane.kafka.KafkaContact;
import dev.hooklane.unreadable.CarefulConsumer;
import dev.hooklane.unreadable.Unreadable;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The Kafka clients of the fan-out: like those that Kafka Streams makes, except that reading events
 * is paced, and a partition that can't be read is set aside.
 */
final class FanOutClients implements KafkaClientSupplier {
    private final EndpointFeed feed;
    private final String rejectedTopic;
    private final KafkaContact contact;
    private final Flushes flushes;
    private final Unreadable unreadable = new Unreadable();

    FanOutClients(EndpointFeed feed, String rejectedTopic, KafkaContact contact, Flushes flushes) {
        this.feed = feed;
        this.rejectedTopic = rejectedTopic;
        this.contact = contact;
        this.flushes = flushes;
    }

    /** Returns which partitions of the events, and of the state kept beside them, can't be read. */
    Unreadable unreadable() {
        return unreadable;
    }

    @Override
    public Admin getAdmin(Map<String, Object> settings) {
        return Admin.create(settings);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
        return new FanOutProducer(settings, rejectedTopic, flushes);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
        return new EventsConsumer(settings, unreadable, contact);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> settings) {
        return new CarefulConsumer(settings, unreadable);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> settings) {
        return new EndpointsConsumer(settings, feed, contact);
    }
}

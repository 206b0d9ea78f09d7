package dev.hooklane.api;

import dev.hooklane.catalogue.CatalogueCodec;
import dev.hooklane.catalogue.CatalogueType;
import dev.hooklane.event.EventType;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.FollowedTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Writes event types to their topic. A write returns once this instance has read it back. Any
 * thread may call it.
 */
final class EventTypeLog {
    private final AckedProducer producer;
    private final FollowedTopic followed;
    private final String topic;
    private final OneAtATime changes = new OneAtATime();

    EventTypeLog(AckedProducer producer, FollowedTopic followed, String topic) {
        this.producer = producer;
        this.followed = followed;
        this.topic = topic;
    }

    /** Makes a change while nothing else on this instance changes the catalogue. */
    void alone(Runnable change) {
        changes.run(change);
    }

    void put(CatalogueType type) {
        write(type.type(), CatalogueCodec.write(type));
    }

    void remove(EventType type) {
        write(type, null);
    }

    private void write(EventType type, byte @Nullable [] value) {
        RecordMetadata written =
                producer.write(new ProducerRecord<>(topic, CatalogueCodec.key(type), value));
        followed.awaitReadBack(
                written,
                seconds ->
                        ("event type %s is written, but this instance has not read it back within"
                                        + " %d s; check whether it exists before trying again")
                                .formatted(type, seconds));
    }
}

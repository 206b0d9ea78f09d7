package dev.hooklane.api;

import dev.hooklane.source.Source;
import dev.hooklane.source.SourceCodec;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.run.KnownSources;
import dev.hooklane.topic.AckedProducer;
import dev.hooklane.topic.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Writes sources to their topic. A write returns once this instance has read it back. Any thread
 * may call it.
 */
final class SourceLog {
    private final AckedProducer producer;
    private final KnownSources known;
    private final Topics topics;

    SourceLog(AckedProducer producer, KnownSources known, Topics topics) {
        this.producer = producer;
        this.known = known;
        this.topics = topics;
    }

    void put(Source source) {
        write(source.name(), SourceCodec.write(source));
    }

    /** Removes a source. Its progress is removed later, when no instance reads it any more. */
    void remove(SourceName name) {
        write(name, null);
    }

    private void write(SourceName name, byte @Nullable [] value) {
        RecordMetadata written =
                producer.write(
                        new ProducerRecord<>(topics.sources(), SourceCodec.key(name), value));
        known.followed()
                .awaitReadBack(
                        written,
                        seconds ->
                                ("source %s is written, but this instance has not read it back"
                                                + " within %d s; read it before trying again")
                                        .formatted(name, seconds));
    }
}

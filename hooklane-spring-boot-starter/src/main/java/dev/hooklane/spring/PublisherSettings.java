package dev.hooklane.spring;

import dev.hooklane.producer.EventPublisher;
import dev.hooklane.producer.EventPublisherBuilder;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.springframework.core.env.Environment;

/** Turns properties into a publisher; a bad one is named in one line. */
final class PublisherSettings {
    private static final String PREFIX = "hooklane.publisher.";

    private PublisherSettings() {}

    /**
     * @throws InvalidPublisherException if a property has a bad value
     */
    static EventPublisherBuilder apply(
            EventPublisherProperties properties, Environment environment) {
        EventPublisherBuilder builder = EventPublisher.builder();
        if (properties.bootstrapServers().isEmpty()) {
            SpringKafka.connect(builder, environment);
        } else {
            builder.bootstrapServers(String.join(",", properties.bootstrapServers()));
        }
        set("topic-prefix", builder, b -> b.topicPrefix(properties.topicPrefix()));
        if (!properties.types().isEmpty()) {
            builder.types(properties.types());
        }
        builder.moreTypes(properties.moreTypes());
        builder.linger(properties.linger());
        builder.compression(properties.compression().kafkaName());
        set("kafka", builder, b -> b.kafka(properties.kafka()));
        return builder;
    }

    private static void set(
            String name, EventPublisherBuilder builder, Consumer<EventPublisherBuilder> setting) {
        try {
            setting.accept(builder);
        } catch (IllegalArgumentException e) {
            throw new InvalidPublisherException(PREFIX + name + ": " + e.getMessage(), e);
        }
    }

    /**
     * @throws InvalidPublisherException if the publisher can't be built
     */
    static EventPublisher build(EventPublisherBuilder builder) {
        try {
            return builder.build();
        } catch (KafkaException e) {
            throw new InvalidPublisherException(
                    "Kafka's client rejects the settings of %s*: %s"
                            .formatted(PREFIX, innermost(e).getMessage()),
                    e);
        } catch (IllegalStateException e) {
            throw new InvalidPublisherException(
                    "neither %sbootstrap-servers nor %s is set, such as localhost:9092"
                            .formatted(PREFIX, SpringKafka.BOOTSTRAP_SERVERS),
                    e);
        }
    }

    private static Throwable innermost(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost;
    }
}

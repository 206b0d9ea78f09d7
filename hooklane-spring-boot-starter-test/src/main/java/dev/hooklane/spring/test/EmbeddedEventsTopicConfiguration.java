package dev.hooklane.spring.test;

import dev.hooklane.producer.EventPublisher;
import dev.hooklane.spring.EventPublisherBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** What {@link EmbeddedEventsTopic} adds to the service's context. */
@TestConfiguration(proxyBeanMethods = false)
public final class EmbeddedEventsTopicConfiguration {

    @Bean
    EventsBroker hooklaneEventsBroker() {
        return new EventsBroker();
    }

    /** The last, so that it wins over the service's own. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    EventPublisherBuilderCustomizer hooklaneEmbeddedKafka(EventsBroker broker) {
        return builder ->
                builder.bootstrapServers(broker.bootstrapServers())
                        .kafka("security.protocol", "PLAINTEXT");
    }

    @Bean
    PublishedEvents hooklanePublishedEvents(EventsBroker broker, EventPublisher publisher) {
        broker.createTopic(publisher.topic());
        return new PublishedEvents(broker.bootstrapServers(), publisher.topic());
    }
}

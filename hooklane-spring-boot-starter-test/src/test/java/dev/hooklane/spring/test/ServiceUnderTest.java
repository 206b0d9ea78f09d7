package dev.hooklane.spring.test;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.producer.EventPublisher;
import dev.hooklane.producer.PublishedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A service as its engineers write it; in production its Kafka wants a password. */
@SpringBootConfiguration
@EnableAutoConfiguration
class ServiceUnderTest {
    /** What it does all day. */
    record Conversations(EventPublisher publisher) {
        CompletableFuture<PublishedEvent> complete(String account, String id) {
            return publisher.publish(
                    new AccountId(account),
                    Event.builder("conversation.completed")
                            .data(Map.of("conversationId", id))
                            .build());
        }
    }

    @Bean
    Conversations conversations(EventPublisher publisher) {
        return new Conversations(publisher);
    }

    @Bean
    MeterRegistry registry() {
        return new SimpleMeterRegistry();
    }
}

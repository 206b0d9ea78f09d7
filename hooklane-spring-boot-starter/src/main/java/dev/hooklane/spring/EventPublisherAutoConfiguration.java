package dev.hooklane.spring;

import dev.hooklane.producer.EventPublisher;
import dev.hooklane.producer.EventPublisherBuilder;
import dev.hooklane.producer.PublishObserver;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The service's {@link EventPublisher}, unless it has one of its own. It is closed with the
 * context, after the beans that use it, and then waits up to 30 s for Kafka's acknowledgements.
 */
@AutoConfiguration
@EnableConfigurationProperties(EventPublisherProperties.class)
public final class EventPublisherAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    EventPublisher eventPublisher(
            EventPublisherProperties properties,
            Environment environment,
            ObjectProvider<EventPublisherBuilderCustomizer> customizers,
            ObjectProvider<PublishObserver> observers) {
        JacksonCheck.check();
        EventPublisherBuilder builder = PublisherSettings.apply(properties, environment);
        observers.orderedStream().forEach(builder::observer);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return PublisherSettings.build(builder);
    }
}

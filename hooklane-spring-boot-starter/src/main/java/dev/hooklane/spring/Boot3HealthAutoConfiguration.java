package dev.hooklane.spring;

import dev.hooklane.producer.EventPublisher;
import java.time.InstantSource;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** The publisher's health, where the service has the actuator of Spring Boot 3. */
@AutoConfiguration(after = EventPublisherAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
@ConditionalOnBean(EventPublisher.class)
@ConditionalOnEnabledHealthIndicator("hooklane-publisher")
public final class Boot3HealthAutoConfiguration {

    @Bean
    LatestOutcomes hooklaneLatestOutcomes() {
        return new LatestOutcomes(InstantSource.system());
    }

    @Bean
    HealthIndicator hooklanePublisherHealthIndicator(
            EventPublisher publisher,
            LatestOutcomes outcomes,
            EventPublisherProperties properties) {
        PublisherHealth health = PublisherHealth.of(publisher, outcomes, properties);
        return () -> {
            PublisherHealth.Report report = health.report();
            return Health.status(report.verdict().name()).withDetails(report.details()).build();
        };
    }
}

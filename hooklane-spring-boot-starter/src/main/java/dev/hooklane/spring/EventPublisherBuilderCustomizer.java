package dev.hooklane.spring;

import dev.hooklane.producer.EventPublisherBuilder;

/**
 * A bean that changes the publisher before it is built, after all properties were applied. Several
 * are called in their {@code @Order}.
 */
@FunctionalInterface
public interface EventPublisherBuilderCustomizer {
    /** Changes the builder. */
    void customize(EventPublisherBuilder builder);
}

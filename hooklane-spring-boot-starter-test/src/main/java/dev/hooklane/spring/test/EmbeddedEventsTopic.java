package dev.hooklane.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * Gives a test that starts the service's context, such as one with {@code @SpringBootTest}, a Kafka
 * in the test's own JVM. The service's publisher writes to it, whatever its properties say, and the
 * test gets the bean {@link PublishedEvents}.
 *
 * <p>The broker starts with the context, which takes some seconds. Test classes whose context is
 * the same share both.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Import(EmbeddedEventsTopicConfiguration.class)
public @interface EmbeddedEventsTopic {}

/** Gives a Spring Boot service an {@link dev.hooklane.producer.EventPublisher} as a bean. */
@NullMarked
package dev.hooklane.spring;

import org.jspecify.annotations.NullMarked;

/** Runs a service's tests with a Kafka of their own, and shows the events that they publish. */
@NullMarked
package dev.hooklane.spring.test;

import org.jspecify.annotations.NullMarked;

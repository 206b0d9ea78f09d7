/** Publishes events to Kafka: the one thing an internal service uses of Hooklane. */
@NullMarked
package dev.hooklane.producer;

import org.jspecify.annotations.NullMarked;

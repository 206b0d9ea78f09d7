/** Publishes events to Kafka; the only part of Hooklane that an internal service uses. */
@NullMarked
package dev.hooklane.producer;

import org.jspecify.annotations.NullMarked;

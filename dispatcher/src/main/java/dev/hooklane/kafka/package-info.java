/** The Kafka clients of an instance: their settings, their pace, and whether Kafka answers them. */
@NullMarked
package dev.hooklane.kafka;

import org.jspecify.annotations.NullMarked;

/** Runs the Kafka Streams application of the fan-out, and restarts it when it has given up. */
@NullMarked
package dev.hooklane.streams;

import org.jspecify.annotations.NullMarked;

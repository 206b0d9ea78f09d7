/** Runs the Kafka Streams application of the fan-out, and starts it anew when it has given up. */
@NullMarked
package dev.hooklane.streams;

import org.jspecify.annotations.NullMarked;

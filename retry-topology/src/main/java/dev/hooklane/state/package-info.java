/**
 * The files that Kafka Streams keeps on this machine's disk; all of them can be rebuilt from Kafka.
 */
@NullMarked
package dev.hooklane.state;

import org.jspecify.annotations.NullMarked;

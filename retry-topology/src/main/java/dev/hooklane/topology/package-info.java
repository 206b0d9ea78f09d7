/** Every Kafka topic of Hooklane, and the Kafka Streams topologies that run on them. */
@NullMarked
package dev.hooklane.topology;

import org.jspecify.annotations.NullMarked;

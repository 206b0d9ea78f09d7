/** What Kafka Streams keeps on this machine's disk, all of which can be rebuilt from Kafka. */
@NullMarked
package dev.hooklane.state;

import org.jspecify.annotations.NullMarked;

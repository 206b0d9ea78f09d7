/** The records that wait in Kafka to be fanned out or attempted, for all instances together. */
@NullMarked
package dev.hooklane.waiting;

import org.jspecify.annotations.NullMarked;

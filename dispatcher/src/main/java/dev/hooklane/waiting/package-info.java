/** What waits in Kafka to be fanned out or attempted, on all instances together. */
@NullMarked
package dev.hooklane.waiting;

import org.jspecify.annotations.NullMarked;

/**
 * The records that wait in Kafka to be fanned out or attempted, for all instances together, and
 * those that Kafka does not keep as long as it should.
 */
@NullMarked
package dev.hooklane.waiting;

import org.jspecify.annotations.NullMarked;

/** A delivery: one event for one endpoint over all its attempts, and its form as a Kafka record. */
@NullMarked
package dev.hooklane.delivery;

import org.jspecify.annotations.NullMarked;

/** The Kafka Streams topology that turns an event into a delivery for each subscribed endpoint. */
@NullMarked
package dev.hooklane.fanout;

import org.jspecify.annotations.NullMarked;

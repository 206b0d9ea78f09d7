/**
 * The Kafka Streams topology that makes an event a delivery for each endpoint that subscribes to
 * it.
 */
@NullMarked
package dev.hooklane.fanout;

import org.jspecify.annotations.NullMarked;

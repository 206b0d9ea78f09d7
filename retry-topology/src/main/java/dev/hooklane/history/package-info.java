/** The Kafka Streams topology that keeps the history of deliveries on disk and lists them. */
@NullMarked
package dev.hooklane.history;

import org.jspecify.annotations.NullMarked;

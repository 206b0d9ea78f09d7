/** Events, their ids and types, and their one JSON form; independent of Kafka. */
@NullMarked
package dev.hooklane.event;

import org.jspecify.annotations.NullMarked;

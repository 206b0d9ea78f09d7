/** What happened: events, their ids and types, and their one JSON form; knows nothing of Kafka. */
@NullMarked
package dev.hooklane.event;

import org.jspecify.annotations.NullMarked;

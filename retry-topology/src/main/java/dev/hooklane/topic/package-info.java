/**
 * Every Kafka topic of Hooklane: its name and settings, creating and checking it, and following a
 * small topic.
 */
@NullMarked
package dev.hooklane.topic;

import org.jspecify.annotations.NullMarked;

/**
 * Every Kafka topic of Hooklane: names, settings, making and checking them, and following a small
 * one.
 */
@NullMarked
package dev.hooklane.topic;

import org.jspecify.annotations.NullMarked;

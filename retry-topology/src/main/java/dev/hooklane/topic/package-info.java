/**
 * Every Kafka topic of Hooklane: its name and settings, creating and checking it, following a small
 * one, and writing records that the brokers confirm.
 */
@NullMarked
package dev.hooklane.topic;

import org.jspecify.annotations.NullMarked;

package dev.hooklane.producer;

import dev.hooklane.event.EventId;

/**
 * An event that Kafka has written to every in-sync replica, so Hooklane will deliver it.
 *
 * @param id the event's id
 * @param topic the topic that holds the event, such as {@code hooklane.events}
 * @param partition its partition of that topic, from 0
 * @param offset its offset in that partition, from 0
 */
public record PublishedEvent(EventId id, String topic, int partition, long offset) {}

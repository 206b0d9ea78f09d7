package dev.hooklane.producer;

import dev.hooklane.event.EventId;

/**
 * An event that Kafka has: written to every in-sync replica, so Hooklane will deliver it.
 *
 * @param topic where it stands, such as {@code hooklane.events}
 * @param offset its offset in that partition, from 0
 */
public record PublishedEvent(EventId id, String topic, int partition, long offset) {}

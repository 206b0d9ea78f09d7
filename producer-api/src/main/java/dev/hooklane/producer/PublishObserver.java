package dev.hooklane.producer;

import dev.hooklane.event.EventType;
import dev.hooklane.event.InvalidEventException;
import java.time.Duration;

/**
 * Watches the events of an {@link EventPublisher}, to count and time them.
 *
 * <p>For each event, it is told either {@link #refused}, or {@link #sending} and later exactly one
 * of {@link #acknowledged} and {@link #failed}. The thread is the caller's or Kafka's sending
 * thread, so a method must not block. What it throws is logged and changes nothing.
 */
public interface PublishObserver {
    /** An event is about to be handed to Kafka's client. */
    default void sending(EventType type) {}

    /** Every in-sync replica has the event. */
    default void acknowledged(EventType type, Duration took) {}

    /**
     * An event was not acknowledged.
     *
     * @param took the time since {@link #sending}
     * @param failure what the caller gets: a {@link PublishException} by the future, or what {@code
     *     publish} throws
     */
    default void failed(EventType type, Duration took, Exception failure) {}

    /** {@code publish} threw this before anything was sent. */
    default void refused(InvalidEventException refusal) {}
}

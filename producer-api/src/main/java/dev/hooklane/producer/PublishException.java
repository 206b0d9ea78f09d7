package dev.hooklane.producer;

/**
 * Names, in one line, the event that Kafka did not acknowledge. The cause is Kafka's own exception.
 *
 * <p>The event may still have been written, if only the acknowledgement was lost. Publishing the
 * same {@link dev.hooklane.event.Event} object again is safe: it keeps its id, by which customers
 * recognise a repeat.
 */
public final class PublishException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}

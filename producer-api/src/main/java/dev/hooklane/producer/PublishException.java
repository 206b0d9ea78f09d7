package dev.hooklane.producer;

/**
 * Says in one line which event Kafka did not acknowledge; the cause is Kafka's own exception.
 *
 * <p>The event may still have been written, when only the acknowledgement was lost. Publishing the
 * same {@link dev.hooklane.event.Event} object again is safe: it keeps its id, by which customers
 * recognise a repeat.
 */
public final class PublishException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}

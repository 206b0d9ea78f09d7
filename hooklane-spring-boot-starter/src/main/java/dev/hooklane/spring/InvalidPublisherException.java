package dev.hooklane.spring;

/** Names, in one line, the property that no publisher can be made with. */
final class InvalidPublisherException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    InvalidPublisherException(String message) {
        super(message);
    }

    InvalidPublisherException(String message, Throwable cause) {
        super(message, cause);
    }
}

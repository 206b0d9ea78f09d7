package dev.hooklane.event;

/**
 * Thrown when an event can't be published. The message names the field, its value and the limit in
 * one line.
 */
public final class InvalidEventException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final RejectReason reason;

    /**
     * Creates an exception.
     *
     * @param message names the field, its value and the limit in one line
     */
    public InvalidEventException(RejectReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message names the field, its value and the limit in one line
     */
    public InvalidEventException(RejectReason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Returns the reason for which Hooklane would reject the event. */
    public RejectReason reason() {
        return reason;
    }
}

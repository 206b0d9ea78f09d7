package dev.hooklane.event;

/** Says in one line why an event can't be published: the thing, its value, the limit. */
public final class InvalidEventException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final RejectReason reason;

    public InvalidEventException(RejectReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public InvalidEventException(RejectReason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public RejectReason reason() {
        return reason;
    }
}

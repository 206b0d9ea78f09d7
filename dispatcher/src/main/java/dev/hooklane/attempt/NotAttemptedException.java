package dev.hooklane.attempt;

/** Something on our side kept a request from being made, which says nothing about the endpoint. */
public final class NotAttemptedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ParkReason reason;

    /**
     * @param reason why the delivery waits
     * @param message the cause, in one line
     */
    public NotAttemptedException(ParkReason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public NotAttemptedException(ParkReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    ParkReason reason() {
        return reason;
    }
}

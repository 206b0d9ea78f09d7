package dev.hooklane.attempt;

/** Something on our side kept a request from being made, which says nothing about the endpoint. */
public final class NotAttemptedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param message the cause, in one line
     */
    public NotAttemptedException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.hooklane.lane;

/** Something of ours kept a request from being made, so that it says nothing of the endpoint. */
public final class NotAttemptedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param message what it was, in one line
     */
    public NotAttemptedException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.hooklane.client;

/** Says in one line why the API did not do what it was asked. */
public final class ApiException extends RuntimeException {
    /** What stands in for a status where there was no answer. */
    public static final int NO_ANSWER = 0;

    private static final long serialVersionUID = 1L;

    private final int status;

    ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status, or {@link #NO_ANSWER}. */
    public int status() {
        return status;
    }
}

package dev.hooklane.api;

/** The API can't listen; the message names the address and the setting in one line. */
public final class ApiStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ApiStartException(String message, Throwable cause) {
        super(message, cause);
    }
}

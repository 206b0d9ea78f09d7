package dev.hooklane.secret;

/** A KMS can't be reached, or refuses. */
public final class KmsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KmsException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.hooklane.call;

import java.io.IOException;

/** There is no answer within the limits. The message is what the server does, after its name. */
public final class CallFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    CallFailedException(String message) {
        super(message);
    }

    CallFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.hooklane.dns;

import java.net.UnknownHostException;

/** Our resolver did not say whether the name has an address, which is nobody's fault but ours. */
public final class NoAnswerException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    NoAnswerException(String message) {
        super(message);
    }
}

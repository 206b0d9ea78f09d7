package dev.hooklane.http;

import java.io.Serial;
import java.net.UnknownHostException;

/**
 * An address that deliveries may not go to. It is an {@link UnknownHostException} because that is
 * all a look-up may throw.
 */
final class ForbiddenAddressException extends UnknownHostException {
    @Serial private static final long serialVersionUID = 1;

    private final String words;

    ForbiddenAddressException(String words) {
        super(words);
        this.words = words;
    }

    String words() {
        return words;
    }
}

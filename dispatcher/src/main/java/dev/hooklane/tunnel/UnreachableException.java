package dev.hooklane.tunnel;

import java.io.IOException;

/** The egress proxy connects to other addresses, but has not connected to this one for long. */
public final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1;

    UnreachableException(String message) {
        super(message);
    }
}

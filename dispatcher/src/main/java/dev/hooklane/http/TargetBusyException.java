package dev.hooklane.http;

import java.io.IOException;

/** An address has all the connections that it may have from this instance. */
final class TargetBusyException extends IOException {
    private static final long serialVersionUID = 1;

    TargetBusyException() {
        super("the address has all connections that egress.connections-per-address allows");
    }
}

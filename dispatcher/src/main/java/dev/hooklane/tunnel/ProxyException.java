package dev.hooklane.tunnel;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The egress proxy made no connection, and nothing shows that the endpoint is to blame. */
public final class ProxyException extends IOException {
    private static final long serialVersionUID = 1;

    ProxyException(String message, @Nullable IOException cause) {
        super(message, cause);
    }
}

package dev.hooklane.embedded;

/** Reports that something else already listens on the requested port. */
public final class PortTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int port;

    PortTakenException(String wantedBy, int port) {
        super("%s: port %d is taken by another process".formatted(wantedBy, port));
        this.port = port;
    }

    /** Returns the port that is taken. */
    public int port() {
        return port;
    }
}

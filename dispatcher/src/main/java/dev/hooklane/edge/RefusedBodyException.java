package dev.hooklane.edge;

import java.io.IOException;
import java.util.Optional;

/** Ends the reading of a body that the edge refuses. */
public final class RefusedBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final int retrySeconds;

    /**
     * @param retrySeconds when the client may try again; 0 if that helps nothing
     */
    RefusedBodyException(int status, String title, String detail, int retrySeconds) {
        super(detail);
        this.retrySeconds = retrySeconds;
        this.status = status;
        this.title = title;
    }

    /** Returns the status to answer with. */
    public int status() {
        return status;
    }

    /** Returns when the client may try again; empty if that helps nothing. */
    public Optional<Integer> retrySeconds() {
        return retrySeconds == 0 ? Optional.empty() : Optional.of(retrySeconds);
    }

    /** Returns that status in words. */
    public String title() {
        return title;
    }
}

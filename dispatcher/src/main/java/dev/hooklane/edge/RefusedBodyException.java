package dev.hooklane.edge;

import dev.hooklane.problem.ProblemCode;
import java.io.IOException;
import java.util.Optional;

/** Ends the reading of a body that the edge refuses. */
public final class RefusedBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final int retrySeconds;

    /**
     * @param retrySeconds when the client may try again; 0 if that helps nothing
     */
    RefusedBodyException(ProblemCode code, String detail, int retrySeconds) {
        super(detail);
        this.retrySeconds = retrySeconds;
        this.code = code;
    }

    /** Returns the kind of problem to answer with. */
    public ProblemCode code() {
        return code;
    }

    /** Returns when the client may try again; empty if that helps nothing. */
    public Optional<Integer> retrySeconds() {
        return retrySeconds == 0 ? Optional.empty() : Optional.of(retrySeconds);
    }
}

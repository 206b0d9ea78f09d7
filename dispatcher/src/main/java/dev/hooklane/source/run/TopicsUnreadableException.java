package dev.hooklane.source.run;

/** Topics of a source are not there, or its cluster's user may not read them. */
public final class TopicsUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one line with the cluster and the topics
     */
    TopicsUnreadableException(String message) {
        super(message);
    }
}

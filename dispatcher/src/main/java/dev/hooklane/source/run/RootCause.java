package dev.hooklane.source.run;

/** What a failure began with: what is around it has words that say little. */
final class RootCause {
    private RootCause() {}

    static Throwable of(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }
}

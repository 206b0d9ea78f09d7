package dev.hooklane.lane;

/** Ends this run of the poll loop; a new one starts from what was committed. */
final class DeliveringFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeliveringFailedException(String message) {
        super(message);
    }
}

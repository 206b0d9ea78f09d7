package dev.hooklane.lane;

/** Ends this run of the poll loop; a new run starts from the committed offsets. */
final class DeliveringFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeliveringFailedException(String message) {
        super(message);
    }
}

package dev.hooklane.offset;

/** Ends this run of the poll loop; a new run starts from the committed offsets. */
public final class DeliveringFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeliveringFailedException(String message) {
        super(message);
    }
}

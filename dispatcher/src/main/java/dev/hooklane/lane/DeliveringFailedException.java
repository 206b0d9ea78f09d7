package dev.hooklane.lane;

/** This run of the poll loop can't go on; a new one starts from what was committed. */
final class DeliveringFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeliveringFailedException(String message) {
        super(message);
    }
}

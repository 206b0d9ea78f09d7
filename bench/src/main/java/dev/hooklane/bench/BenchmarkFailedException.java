package dev.hooklane.bench;

/** The measured system did not do its work, so a figure would mean nothing. */
final class BenchmarkFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchmarkFailedException(String message) {
        super(message);
    }
}

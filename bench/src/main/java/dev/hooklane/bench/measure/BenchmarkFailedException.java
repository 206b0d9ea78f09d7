package dev.hooklane.bench.measure;

/** The measured system did not do its work, so a figure would mean nothing. */
public final class BenchmarkFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchmarkFailedException(String message) {
        super(message);
    }
}

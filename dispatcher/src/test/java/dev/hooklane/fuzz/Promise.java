package dev.hooklane.fuzz;

import java.util.Optional;
import java.util.concurrent.Callable;

/** What every decoder promises. */
public final class Promise {
    private Promise() {}

    /**
     * Decodes, and lets a declared refusal pass.
     *
     * @return empty if it was refused
     */
    public static <T> Optional<T> decodesOrRefuses(
            Class<? extends RuntimeException> refusal, Callable<T> decoder) {
        try {
            return Optional.of(decoder.call());
        } catch (Exception e) {
            if (refusal.isInstance(e)) {
                return Optional.empty();
            }
            throw new AssertionError("it threw another exception than " + refusal, e);
        }
    }

    /** Fails unless both are the same. */
    public static void isKept(Object read, Object again) {
        if (!read.equals(again)) {
            throw new AssertionError("not the same when read again: %s%n%s".formatted(read, again));
        }
    }
}

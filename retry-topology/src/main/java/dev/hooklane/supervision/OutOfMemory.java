package dev.hooklane.supervision;

import org.jspecify.annotations.Nullable;

/** Ends the process when the heap is full, because any thread may have lost its current work. */
public final class OutOfMemory {
    /** The exit code that {@code -XX:+ExitOnOutOfMemoryError} uses. */
    private static final int EXIT_CODE = 3;

    private OutOfMemory() {}

    /** Ends the process at once if the heap being full caused the failure. */
    public static void endProcessIfCause(Throwable failure) {
        if (isCause(failure)) {
            System.err.println("hooklane: out of memory, the process ends");
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    static boolean isCause(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}

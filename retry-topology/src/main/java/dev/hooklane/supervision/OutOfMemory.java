package dev.hooklane.supervision;

import org.jspecify.annotations.Nullable;

/** What to do when the heap is full: any thread may have lost what it was about to do. */
public final class OutOfMemory {
    /**
     * Of a process that ended for lack of memory, as {@code -XX:+ExitOnOutOfMemoryError} has it.
     */
    private static final int EXIT_CODE = 3;

    private OutOfMemory() {}

    /** Ends the process at once if that is what went wrong. */
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

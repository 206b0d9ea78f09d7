package dev.hooklane.topology;

/** A process without memory can be trusted with nothing: it ends, and whoever runs it starts it. */
public final class OutOfMemory {
    /** As the JVM's own option for this has it. */
    private static final int EXIT_CODE = 3;

    private OutOfMemory() {}

    /** Ends the process at once if that is what was thrown, or what caused it. */
    public static void endsProcess(Throwable thrown) {
        if (isCauseOf(thrown)) {
            System.err.println("hooklane: out of memory, the process ends: " + thrown);
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    static boolean isCauseOf(Throwable thrown) {
        Throwable cause = thrown;
        // Causes may go in circles.
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}

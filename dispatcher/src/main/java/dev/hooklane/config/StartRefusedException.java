package dev.hooklane.config;

import java.util.ArrayList;
import java.util.List;

/** Hooklane can't start; each problem is one line for the operator. */
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefusedException(List<String> problems) {
        super(String.join("\n", problems));
    }

    public StartRefusedException(List<String> problems, Throwable cause) {
        super(String.join("\n", problems), cause);
    }

    /**
     * Refuses the start if there are problems.
     *
     * @param remedy the line after the problems
     */
    public static void throwIfAny(List<String> problems, String remedy) {
        if (!problems.isEmpty()) {
            List<String> lines = new ArrayList<>(problems);
            lines.add(remedy);
            throw new StartRefusedException(lines);
        }
    }
}

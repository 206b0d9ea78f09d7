package dev.hooklane.command;

import java.util.List;
import java.util.Optional;

/**
 * Checks that the program received its arguments as they were typed. Java decodes them by the
 * locale and replaces characters that it can't decode, so the command would send something else.
 */
final class ArgumentText {
    private static final char REPLACEMENT = '\ufffd';
    private static final char ASCII_LAST = 0x7f;

    private ArgumentText() {}

    /** Returns why a command should not run with these arguments; empty if it may. */
    public static Optional<String> problem(List<String> arguments) {
        return problem(arguments, System.getProperty("sun.jnu.encoding", "unknown"));
    }

    static Optional<String> problem(List<String> arguments, String encoding) {
        boolean utf8 = encoding.equalsIgnoreCase("UTF-8");
        for (int i = 0; i < arguments.size(); i++) {
            if (isDoubtful(arguments.get(i), utf8)) {
                return Optional.of(
                        "argument %d can't be read as it was typed: %s; %s"
                                .formatted(
                                        i + 1,
                                        utf8
                                                ? "it is not UTF-8"
                                                : "it is not plain ASCII, and the locale's encoding is "
                                                        + encoding,
                                        "set LC_ALL=C.UTF-8, or give text by a file or standard input"));
            }
        }
        return Optional.empty();
    }

    private static boolean isDoubtful(String argument, boolean utf8) {
        return argument.chars().anyMatch(c -> c == REPLACEMENT || (!utf8 && c > ASCII_LAST));
    }
}

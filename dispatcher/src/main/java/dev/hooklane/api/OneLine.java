package dev.hooklane.api;

/** Cuts what a client sent down to what may stand in a message: one short line. */
final class OneLine {
    private static final int MAX_CHARS = 300;

    private OneLine() {}

    /** An exception's message. */
    static String of(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : of(message);
    }

    static String of(String text) {
        String line = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "…";
        return line.chars()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

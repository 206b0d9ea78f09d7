package dev.hooklane.event;

/**
 * Makes untrusted text visible, so that it can't steer a terminal, split a line or hide what it is.
 * Every control, format or other unprintable character becomes {@code \}{@code uXXXX}.
 */
public final class VisibleText {
    private static final int QUOTED_MAX_CHARS = 60;
    private static final int EXCERPT_MAX_CHARS = 300;

    private VisibleText() {}

    /** Returns the text on one line. */
    public static String line(String text) {
        return visible(text, false);
    }

    /** Returns the text with its line feeds kept. */
    public static String lines(String text) {
        return visible(text, true);
    }

    /** Returns the text for a message: on one line, cut after 300 characters. */
    public static String excerpt(String text) {
        return line(cut(text, EXCERPT_MAX_CHARS));
    }

    /** Returns the excerpt of a failure's message, or the name of its class if it has none. */
    public static String excerpt(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : excerpt(message);
    }

    /** Returns a short text in quotes, on one line, cut after 60 characters. */
    public static String quoted(String text) {
        return "'" + line(cut(text, QUOTED_MAX_CHARS)) + "'";
    }

    private static String cut(String text, int maxChars) {
        return text.length() <= maxChars ? text : text.substring(0, maxChars) + "…";
    }

    private static String visible(String text, boolean keepLineFeeds) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints()
                .forEach(character -> {
                    if (isPrintable(character) || (keepLineFeeds && character == '\n')) {
                        visible.appendCodePoint(character);
                    } else {
                        for (char unit : Character.toChars(character)) {
                            visible.append("\\u%04x".formatted((int) unit));
                        }
                    }
                });
        return visible.toString();
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}

package dev.hooklane.event;

/**
 * Makes untrusted text visible, so that it can't steer a terminal, split a line or hide what it is.
 * Every control, format or other unprintable character becomes {@code \}{@code uXXXX}.
 */
public final class VisibleText {
    private static final int QUOTED_MAX_CHARS = 60;
    private static final int EXCERPT_MAX_CHARS = 300;
    private static final int ESCAPE_CHARS = 6;

    private VisibleText() {}

    /** Returns the text on one line. */
    public static String line(String text) {
        return visible(text, false, Integer.MAX_VALUE);
    }

    /** Returns the text with its line feeds kept. */
    public static String lines(String text) {
        return visible(text, true, Integer.MAX_VALUE);
    }

    /** Returns the text for a message: on one line, cut after 300 characters, as they are shown. */
    public static String excerpt(String text) {
        return visible(text, false, EXCERPT_MAX_CHARS);
    }

    /** Returns the excerpt of a failure's message, or the name of its class if it has none. */
    public static String excerpt(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : excerpt(message);
    }

    /** Returns a short text in quotes, on one line, cut after 60 characters, as they are shown. */
    public static String quoted(String text) {
        return "'" + visible(text, false, QUOTED_MAX_CHARS) + "'";
    }

    private static String visible(String text, boolean keepLineFeeds, int maxChars) {
        StringBuilder visible = new StringBuilder(Math.min(text.length(), maxChars));
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            boolean isShown = isPrintable(character) || (keepLineFeeds && character == '\n');
            int chars = Character.charCount(character) * (isShown ? 1 : ESCAPE_CHARS);
            if (chars > maxChars - visible.length()) {
                return visible.append('…').toString();
            }
            if (isShown) {
                visible.appendCodePoint(character);
            } else {
                for (char unit : Character.toChars(character)) {
                    visible.append("\\u%04x".formatted((int) unit));
                }
            }
        }
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

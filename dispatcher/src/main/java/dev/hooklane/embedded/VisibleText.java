package dev.hooklane.embedded;

/**
 * Makes every character of untrusted text visible, so that it can't steer a terminal or hide what
 * it is.
 */
public final class VisibleText {

    private VisibleText() {}

    /**
     * Returns the text on one line: control, format and other unprintable characters as {@code
     * \}{@code uXXXX}.
     */
    public static String line(String text) {
        return visible(text, false);
    }

    /** Returns the text with its line feeds kept. */
    static String lines(String text) {
        return visible(text, true);
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

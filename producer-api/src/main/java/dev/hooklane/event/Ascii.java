package dev.hooklane.event;

/** Checks the short ASCII words that make up ids and event types. */
final class Ascii {
    private static final int QUOTED_MAX_CHARS = 60;

    private Ascii() {}

    static boolean isWord(String text, int maxChars, String punctuation) {
        if (text.isEmpty() || text.length() > maxChars) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && punctuation.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /**
     * Returns the text in quotes for a one-line message: truncated, and with {@code ?} for each
     * character that is not printable ASCII.
     */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("'");
        for (int i = 0; i < Math.min(text.length(), QUOTED_MAX_CHARS); i++) {
            char c = text.charAt(i);
            out.append(c < ' ' || c >= 0x7f ? '?' : c);
        }
        return out.append(text.length() > QUOTED_MAX_CHARS ? "…'" : "'").toString();
    }
}

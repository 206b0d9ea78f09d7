package dev.hooklane.http;

import java.nio.charset.Charset;

/** Text that an endpoint sent, made safe to keep and to show. */
final class ResponseText {
    private static final int LINE_CHARS_MAX = 300;
    private static final char REPLACEMENT = '\uFFFD';

    private ResponseText() {}

    /**
     * Returns the beginning of a body, at most {@code maxChars} long. Control characters except
     * line feed and tab are replaced, as is half a surrogate pair. A carriage return before a line
     * feed is left out.
     */
    static String of(byte[] bytes, Charset charset, int maxChars) {
        return clean(new String(bytes, charset), maxChars);
    }

    /** Returns the same of a text. */
    static String of(String text, int maxChars) {
        return clean(text, maxChars);
    }

    /** Returns the same for a message of one line. */
    static String line(String text) {
        return clean(text, LINE_CHARS_MAX).replace('\n', ' ').replace('\t', ' ');
    }

    private static String clean(String text, int maxChars) {
        if (text.length() <= maxChars && isClean(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(Math.min(text.length(), maxChars));
        for (int i = 0; i < text.length() && clean.length() < maxChars; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                if (clean.length() + 2 > maxChars) {
                    break;
                }
                clean.append(c).append(text.charAt(++i));
            } else if (c != '\r' || i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                clean.append(isKept(c) ? c : REPLACEMENT);
            }
        }
        return clean.toString();
    }

    /** Reports whether all characters stay as they are; nearly every text is like that. */
    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isKept(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isKept(char c) {
        return c == '\n' || c == '\t' || !(Character.isISOControl(c) || Character.isSurrogate(c));
    }
}

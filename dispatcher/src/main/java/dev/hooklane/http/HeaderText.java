package dev.hooklane.http;

/** What a header may contain, by RFC 9110, section 5. */
final class HeaderText {
    private static final String NAME_MARKS = "!#$%&'*+-.^_`|~";

    private HeaderText() {}

    /** Reports whether this is a token: letters, digits and a few marks, at least one. */
    static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(HeaderText::isNameChar);
    }

    /**
     * Reports whether this is only visible ASCII, spaces and tabs, without line breaks or control
     * characters.
     */
    static boolean isValue(String text) {
        return text.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '\t');
    }

    private static boolean isNameChar(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || NAME_MARKS.indexOf(c) >= 0;
    }
}

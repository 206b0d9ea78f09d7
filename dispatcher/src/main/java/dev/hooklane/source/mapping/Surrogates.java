package dev.hooklane.source.mapping;

/** Finds halves of surrogate pairs, which UTF-8 has no bytes for. */
final class Surrogates {
    private Surrogates() {}

    /** Returns the place of the first half that stands alone; -1 if there is none. */
    static int loneAt(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Character.isHighSurrogate(c)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1))) {
                at++;
            } else if (Character.isSurrogate(c)) {
                return at;
            }
        }
        return -1;
    }
}

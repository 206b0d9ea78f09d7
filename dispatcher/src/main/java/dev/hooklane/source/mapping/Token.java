package dev.hooklane.source.mapping;

/**
 * A word of an expression.
 *
 * @param text the text itself, without quotes and escapes if it is a text
 * @param from where it begins in the expression
 * @param to behind its end
 */
record Token(Kind kind, String text, int from, int to) {
    /** What it is. */
    enum Kind {
        NAME,
        TEXT,
        NUMBER,
        SIGN,
        END
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isWord(String word) {
        return kind == Kind.NAME && text.equals(word);
    }
}

package dev.hooklane.source.mapping;

/** Ends the reading of an expression at its first mistake. */
final class Mistake extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int at;
    private final String words;

    /**
     * @param at where in the expression's text, in chars from 0
     */
    Mistake(int at, String words) {
        super(words, null, false, false);
        this.at = at;
        this.words = words;
    }

    MappingException in(String path, String expression) {
        String before = expression.substring(0, Math.min(at, expression.length()));
        int lineStart = before.lastIndexOf('\n') + 1;
        return new MappingException(
                path,
                (int) before.chars().filter(c -> c == '\n').count() + 1,
                before.codePointCount(lineStart, before.length()) + 1,
                words);
    }
}

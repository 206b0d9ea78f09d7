package dev.hooklane.source.mapping;

import dev.hooklane.event.VisibleText;
import java.util.List;

/** The words of an expression, and how far they are read. */
final class Words {
    private final String text;
    private final List<Token> tokens;
    private int at;

    Words(String text) {
        this.text = text;
        this.tokens = Lexer.tokens(text);
    }

    /** Returns the next word, without going over it. */
    Token next() {
        return tokens.get(at);
    }

    /** Goes over the next word, and returns it. */
    Token skip() {
        Token token = tokens.get(at);
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    boolean skipSign(String sign) {
        boolean isNext = next().isSign(sign);
        if (isNext) {
            skip();
        }
        return isNext;
    }

    boolean skipWord(String word) {
        boolean isNext = next().isWord(word);
        if (isNext) {
            skip();
        }
        return isNext;
    }

    /** Reports whether the next word is a name with a bracket behind it. */
    boolean isCall() {
        return next().kind() == Token.Kind.NAME && tokens.get(at + 1).isSign("(");
    }

    void expect(String sign) {
        if (!skipSign(sign)) {
            throw new Mistake(
                    next().from(), "'%s' is expected, not %s".formatted(sign, shown(next())));
        }
    }

    /** Goes over the sign that is between two parts, where the last of them was not the last. */
    void separator(String end) {
        if (!skipSign(",")) {
            throw new Mistake(
                    next().from(), "',' or '%s' is expected, not %s".formatted(end, shown(next())));
        }
    }

    /** Goes over a name, with or without quotes. */
    Token name(String what) {
        Token token = next();
        if (token.kind() != Token.Kind.NAME && token.kind() != Token.Kind.TEXT) {
            throw new Mistake(token.from(), "%s is expected, not %s".formatted(what, shown(token)));
        }
        return skip();
    }

    /** Returns what was read since a place of the text. */
    String textSince(int from) {
        return at == 0
                ? ""
                : onOneLine(text.substring(from, Math.max(from, tokens.get(at - 1).to())));
    }

    /** Returns an expression's text for a reason: what it has over several lines, on one. */
    static String onOneLine(String text) {
        return text.strip().replaceAll("[ \\n\\r\\t]+", " ");
    }

    String shown(Token token) {
        return token.kind() == Token.Kind.END
                ? "the end"
                : VisibleText.quoted(text.substring(token.from(), token.to()));
    }
}

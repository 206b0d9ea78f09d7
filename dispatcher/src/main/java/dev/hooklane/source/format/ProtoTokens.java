package dev.hooklane.source.format;

import dev.hooklane.event.VisibleText;
import dev.hooklane.source.format.ProtoLexer.Kind;
import dev.hooklane.source.format.ProtoLexer.Token;
import java.util.List;

/** Goes through the tokens of a {@code .proto} file. For one thread. */
final class ProtoTokens {
    private final List<Token> tokens;
    private int at;

    ProtoTokens(String text) {
        tokens = ProtoLexer.tokens(text);
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peekNext() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    boolean nextIf(String symbolOrWord) {
        if (peek().is(symbolOrWord)) {
            next();
            return true;
        }
        return false;
    }

    void expect(String symbol) {
        if (!nextIf(symbol)) {
            throw unexpected("'" + symbol + "'");
        }
    }

    String word() {
        if (peek().kind() != Kind.WORD) {
            throw unexpected("a name");
        }
        return next().text();
    }

    /** Returns a text, which may be written in several parts. */
    String string() {
        if (peek().kind() != Kind.STRING) {
            throw unexpected("a text");
        }
        StringBuilder text = new StringBuilder();
        while (peek().kind() == Kind.STRING) {
            text.append(next().text());
        }
        return text.toString();
    }

    /** Returns a name with dots, which may begin with one; up to a part of it in parentheses. */
    String path() {
        StringBuilder path = new StringBuilder(nextIf(".") ? "." : "").append(word());
        while (peek().is(".") && !peekNext().is("(")) {
            next();
            path.append('.').append(word());
        }
        return path.toString();
    }

    int integer() {
        String sign = nextIf("-") ? "-" : "";
        if (peek().kind() != Kind.NUMBER) {
            throw unexpected("a number");
        }
        try {
            return Integer.decode(sign + peek().text());
        } catch (NumberFormatException e) {
            throw unexpected("a whole number of 32 bits");
        } finally {
            next();
        }
    }

    /** Passes over what is left of a statement, with the blocks in it. */
    void skipStatement() {
        int open = 0;
        while (true) {
            Token token = next();
            if (token.kind() == Kind.END) {
                throw unexpected("';' or '}'");
            }
            if (token.is("{") || token.is("[")) {
                open++;
            } else if (token.is("]")) {
                open--;
            } else if (token.is("}")) {
                open--;
                if (open <= 0 && !peek().is(";")) {
                    return;
                }
            } else if (token.is(";") && open <= 0) {
                return;
            }
        }
    }

    Undecodable unexpected(String wanted) {
        return new Undecodable(
                "has %s in line %d, where %s is expected"
                        .formatted(VisibleText.quoted(peek().text()), peek().line(), wanted));
    }
}

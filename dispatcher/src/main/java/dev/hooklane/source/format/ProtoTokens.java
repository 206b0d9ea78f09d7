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

    /** Returns a token that many behind the next one. */
    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
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
        while (peek().is(".") && !peek(1).is("(")) {
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

    /**
     * Passes over the word by which a message or an enum says, since edition 2024, who may use it.
     * Values don't depend on it.
     */
    void skipVisibility() {
        boolean saysIt = peek().is("export") || peek().is("local");
        boolean ofType = peek(1).is("message") || peek(1).is("enum");
        // A field's type may have such a name, too.
        if (saysIt && ofType && peek(2).kind() == Kind.WORD) {
            next();
        }
    }

    /** Passes over a block in braces or brackets, with those in it. */
    void skipBlock() {
        int open = 0;
        do {
            if (peek().kind() == Kind.END) {
                throw unexpected("'}' or ']'");
            }
            if (peek().is("{") || peek().is("[")) {
                open++;
            } else if (peek().is("}") || peek().is("]")) {
                open--;
            }
            next();
        } while (open > 0);
    }

    Undecodable unexpected(String wanted) {
        return new Undecodable(
                "has %s in line %d, where %s is expected"
                        .formatted(VisibleText.quoted(peek().text()), peek().line(), wanted));
    }
}

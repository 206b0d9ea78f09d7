package dev.hooklane.source.format;

import java.util.ArrayList;
import java.util.List;

/** Splits the text of a {@code .proto} file into tokens, without its comments. For one text. */
final class ProtoLexer {
    private final String text;
    private int at;

    /** What a token is. */
    enum Kind {
        /** A name or a keyword. */
        WORD,
        NUMBER,
        STRING,
        /** One character. */
        SYMBOL,
        END
    }

    /**
     * A token.
     *
     * @param text of a string, what it stands for
     * @param line from 1
     */
    record Token(Kind kind, String text, int line) {
        boolean is(String symbolOrWord) {
            return (kind == Kind.SYMBOL || kind == Kind.WORD) && text.equals(symbolOrWord);
        }
    }

    private ProtoLexer(String text) {
        this.text = text;
    }

    /** Returns all tokens; the last one is the end. */
    static List<Token> tokens(String text) {
        ProtoLexer lexer = new ProtoLexer(text);
        List<Token> tokens = new ArrayList<>();
        int line = 1;
        int counted = 0;
        while (true) {
            lexer.skipBlanks();
            int start = lexer.at;
            for (; counted < start; counted++) {
                line += text.charAt(counted) == '\n' ? 1 : 0;
            }
            if (start == text.length()) {
                tokens.add(new Token(Kind.END, "the end", line));
                return tokens;
            }
            tokens.add(lexer.next(line));
        }
    }

    private void skipBlanks() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\ufeff') {
                at++;
            } else if (text.startsWith("//", at)) {
                at = orEnd(text.indexOf('\n', at));
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else {
                return;
            }
        }
    }

    private int orEnd(int index) {
        return index < 0 ? text.length() : index;
    }

    private Token next(int line) {
        char first = text.charAt(at);
        if (isLetter(first)) {
            return new Token(Kind.WORD, run(false), line);
        }
        if (isDigit(first)
                || (first == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
            return new Token(Kind.NUMBER, run(true), line);
        }
        if (first == '"' || first == '\'') {
            return new Token(Kind.STRING, string(first, line), line);
        }
        at++;
        return new Token(Kind.SYMBOL, String.valueOf(first), line);
    }

    private String run(boolean number) {
        int start = at;
        while (at < text.length()
                && (isLetter(text.charAt(at))
                        || isDigit(text.charAt(at))
                        || (number && text.charAt(at) == '.'))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** Escapes are kept as they are: they occur in options that nobody here reads. */
    private String string(char quote, int line) {
        int start = ++at;
        while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length() || text.charAt(at) != quote) {
            throw new Undecodable("has a text without an end in line %d".formatted(line));
        }
        return text.substring(start, at++);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

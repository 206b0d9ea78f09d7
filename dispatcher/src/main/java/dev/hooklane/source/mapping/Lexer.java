package dev.hooklane.source.mapping;

import dev.hooklane.event.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Splits an expression into its words, in one pass. */
final class Lexer {
    static final int EXPRESSION_MAX_CHARS = 8_192;

    private static final List<String> SIGNS =
            List.of(
                    "??", "==", "!=", "<=", ">=", "<", ">", ".", ",", "(", ")", "[", "]", "{", "}",
                    ":", "?");

    /** Signs of other languages, and what is meant. */
    private static final Map<Character, String> FOREIGN =
            Map.of(
                    '=', "'=' is written '=='",
                    '&', "'&&' is written 'and'",
                    '|', "'|' is not known; '||' is written 'or'",
                    '!', "'!' is written 'not'",
                    '+', "there is no arithmetic; join([…]) makes one text of several",
                    '$', "'$' is not known; a path begins with value, key, headers or metadata",
                    '`', "'`' is not known; a text is in ' or in \"");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /**
     * Returns the words, the last of which is the end.
     *
     * @throws Mistake if there is anything that is no word
     */
    static List<Token> tokens(String text) {
        if (text.length() > EXPRESSION_MAX_CHARS) {
            throw new Mistake(
                    0,
                    "the expression has %,d characters, the limit is %,d"
                            .formatted(text.length(), EXPRESSION_MAX_CHARS));
        }
        return new Lexer(text).all();
    }

    private List<Token> all() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '\'' || c == '"') {
                quoted(c);
            } else if (isNameStart(c)) {
                name();
            } else if (c == '-' || isDigit(c)) {
                number();
            } else {
                sign(c);
            }
        }
        tokens.add(new Token(Token.Kind.END, "", at, at));
        return List.copyOf(tokens);
    }

    private void sign(char c) {
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                add(Token.Kind.SIGN, sign, at + sign.length());
                return;
            }
        }
        String meant = FOREIGN.get(c);
        String whole = new String(Character.toChars(text.codePointAt(at)));
        throw new Mistake(
                at,
                meant != null
                        ? meant
                        : "%s is not known here".formatted(VisibleText.quoted(whole)));
    }

    private void name() {
        int end = at + 1;
        while (end < text.length()
                && (isNameStart(text.charAt(end))
                        || isDigit(text.charAt(end))
                        || text.charAt(end) == '-')) {
            end++;
        }
        add(Token.Kind.NAME, text.substring(at, end), end);
    }

    private void number() {
        int end = at + 1;
        while (end < text.length() && isInNumber(text.charAt(end), text.charAt(end - 1))) {
            end++;
        }
        String number = text.substring(at, end);
        if (number.equals("-")) {
            throw new Mistake(at, "there is no arithmetic; a number has its sign just before it");
        }
        if (!Decimals.isJson(number)) {
            throw new Mistake(
                    at, "%s is not a number as JSON has it".formatted(VisibleText.quoted(number)));
        }
        add(Token.Kind.NUMBER, number, end);
    }

    private static boolean isInNumber(char c, char before) {
        return isDigit(c)
                || c == '.'
                || c == 'e'
                || c == 'E'
                || ((c == '+' || c == '-') && (before == 'e' || before == 'E'));
    }

    private void quoted(char quote) {
        StringBuilder read = new StringBuilder();
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            char c = text.charAt(end);
            if (c == '\\') {
                end = escaped(end, read);
            } else if (c < ' ') {
                throw new Mistake(end, "a text does not go over its line; \\n stands for its end");
            } else {
                read.append(c);
                end++;
            }
        }
        if (end == text.length()) {
            throw new Mistake(at, "the text that begins here has no closing " + quote);
        }
        String whole = read.toString();
        if (Surrogates.loneAt(whole) >= 0) {
            throw new Mistake(at, "the text has half of a surrogate pair");
        }
        add(Token.Kind.TEXT, whole, end + 1);
    }

    private int escaped(int backslash, StringBuilder read) {
        char c = backslash + 1 < text.length() ? text.charAt(backslash + 1) : ' ';
        int next = backslash + 2;
        switch (c) {
            case '\\', '/', '"', '\'' -> read.append(c);
            case 'n' -> read.append('\n');
            case 't' -> read.append('\t');
            case 'r' -> read.append('\r');
            case 'b' -> read.append('\b');
            case 'f' -> read.append('\f');
            case 'u' -> {
                read.append(hexadecimal(backslash));
                next += 4;
            }
            default ->
                    throw new Mistake(
                            backslash,
                            "after \\ comes one of \\ / ' \" n t r b f, or u and four digits");
        }
        return next;
    }

    private char hexadecimal(int backslash) {
        int from = backslash + 2;
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0 || text.charAt(i) > 'f') {
                throw new Mistake(backslash, "\\u needs four hexadecimal digits");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private void add(Token.Kind kind, String read, int end) {
        tokens.add(new Token(kind, read, at, end));
        at = end;
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '@';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

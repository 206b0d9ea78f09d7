package dev.hooklane.source.mapping;

import tools.jackson.core.TokenStreamLocation;

/**
 * A place in a YAML file.
 *
 * @param line from 1
 * @param column in that line, in characters, from 1
 */
record FilePlace(int line, int column) {
    /** How far an escape or an indentation may move the next character of a text. */
    private static final int SKIPPED_MAX = 200;

    /**
     * Returns the place of a mistake. YAML may write a text in quotes, with escapes, or on lines of
     * its own, so the text is followed in the file, character by character, up to the mistake.
     * Where that fails, the place is where the text begins.
     *
     * @param begin where the field's value begins in the file
     * @param text the field's value, as YAML reads it
     */
    static FilePlace of(
            String yaml, TokenStreamLocation begin, String text, MappingException mistake) {
        int start = offset(yaml, begin.getLineNr(), begin.getColumnNr());
        int at = start;
        if (at < yaml.length() && (yaml.charAt(at) == '|' || yaml.charAt(at) == '>')) {
            // The text begins on the next line.
            at = Math.max(at, yaml.indexOf('\n', at));
        }
        int wanted = offset(text, mistake.line(), mistake.column());
        for (int i = 0; i <= wanted && i < text.length(); i++) {
            int found = next(yaml, at, text.charAt(i));
            if (found < 0) {
                return at(yaml, start);
            }
            at = i == wanted ? found : found + 1;
        }
        return at(yaml, at);
    }

    /** Returns where the next character of the text ends in the file; -1 if it isn't found. */
    private static int next(String yaml, int from, char wanted) {
        boolean isSpace = Character.isWhitespace(wanted);
        int end = Math.min(yaml.length(), from + SKIPPED_MAX);
        for (int at = from; at < end; at++) {
            char c = yaml.charAt(at);
            if (c == wanted || (isSpace && Character.isWhitespace(c))) {
                return at;
            }
            if (c == '\\') {
                int escape = escape(yaml, at, wanted);
                if (escape >= 0) {
                    return escape;
                }
            } else if (!Character.isWhitespace(c) && c != '\'' && c != '"') {
                return -1;
            }
        }
        return -1;
    }

    /** Returns the end of an escape of YAML's double quotes that stands for a character; or -1. */
    private static int escape(String yaml, int backslash, char wanted) {
        if (backslash + 1 >= yaml.length()) {
            return -1;
        }
        int digits =
                switch (yaml.charAt(backslash + 1)) {
                    case 'x' -> 2;
                    case 'u' -> 4;
                    case 'U' -> 8;
                    default -> 0;
                };
        int end = backslash + 1 + digits;
        if (digits == 0) {
            return Character.isISOControl(wanted) ? end : -1;
        }
        try {
            boolean isWanted =
                    end < yaml.length()
                            && Integer.parseUnsignedInt(yaml, backslash + 2, end + 1, 16) == wanted;
            return isWanted ? end : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static int offset(String text, int line, int column) {
        int at = 0;
        for (int i = 1; i < line; i++) {
            at = text.indexOf('\n', at) + 1;
        }
        int end = at;
        for (int i = 1; i < column && end < text.length(); i++) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static FilePlace at(String yaml, int offset) {
        String before = yaml.substring(0, Math.min(offset, yaml.length()));
        int lineStart = before.lastIndexOf('\n') + 1;
        return new FilePlace(
                (int) before.chars().filter(c -> c == '\n').count() + 1,
                before.codePointCount(lineStart, before.length()) + 1);
    }
}

package dev.hooklane.source.mapping;

import dev.hooklane.event.VisibleText;

/** Says in one line what is wrong with a mapping, and where. */
public final class MappingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final int line;
    private final int column;
    private final String words;

    /**
     * @param path the field of the mapping, such as {@code data.lines[0].sku}; empty for the
     *     mapping as a whole
     * @param line in the field's text, from 1
     * @param column in that line, from 1
     */
    MappingException(String path, int line, int column, String words) {
        super(
                path.isEmpty()
                        ? words
                        : "%s, line %d, column %d: %s"
                                .formatted(VisibleText.excerpt(path), line, column, words));
        this.path = path;
        this.line = line;
        this.column = column;
        this.words = words;
    }

    /** Returns the field of the mapping; empty if the mapping as a whole is wrong. */
    public String path() {
        return path;
    }

    /** Returns the line in the field's text, from 1. */
    public int line() {
        return line;
    }

    /** Returns the column in that line, in characters, from 1. */
    public int column() {
        return column;
    }

    /** Returns what is wrong, without the place. */
    public String words() {
        return words;
    }
}

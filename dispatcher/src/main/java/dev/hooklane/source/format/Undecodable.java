package dev.hooklane.source.format;

import dev.hooklane.event.VisibleText;

/**
 * Bytes that are not of their format or schema. The reason is one short line, whatever the schema
 * holds. It has none of the content: it names fields, and no keys of maps.
 */
final class Undecodable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int NAME_MAX_CHARS = 64;

    private final String path;
    private final String why;

    Undecodable(String why) {
        this("", VisibleText.excerpt(why));
    }

    /** A value may be in 200 others: the path is cut at each, so that it can't grow with them. */
    private Undecodable(String path, String why) {
        super(why, null, false, false);
        this.path = VisibleText.excerpt(path);
        this.why = why;
    }

    /** Returns the same, for a field that the value is in. */
    Undecodable inField(String name) {
        String shown =
                VisibleText.line(
                        name.length() <= NAME_MAX_CHARS
                                ? name
                                : name.substring(0, NAME_MAX_CHARS) + "…");
        return new Undecodable(
                path.isEmpty() || path.startsWith("[") ? shown + path : shown + "." + path, why);
    }

    /** Returns the same, for a list or map that the value is in. */
    Undecodable inItem(int index) {
        return new Undecodable(
                "[%d]%s%s"
                        .formatted(index, path.isEmpty() || path.startsWith("[") ? "" : ".", path),
                why);
    }

    String reason() {
        return path.isEmpty() ? why : path + " " + why;
    }
}

package dev.hooklane.source.format;

/**
 * Bytes that are not of their format or schema. The reason is one line, without any of the content:
 * it names fields, and no keys of maps.
 */
final class Undecodable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String why;

    Undecodable(String why) {
        this("", why);
    }

    private Undecodable(String path, String why) {
        super(why, null, false, false);
        this.path = path;
        this.why = why;
    }

    /** Returns the same, for a field that the value is in. */
    Undecodable inField(String name) {
        return new Undecodable(
                path.isEmpty() || path.startsWith("[") ? name + path : name + "." + path, why);
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

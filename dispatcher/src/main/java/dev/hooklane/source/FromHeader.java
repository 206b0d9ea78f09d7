package dev.hooklane.source;

import java.util.Optional;

/** The header of what a source writes: its name, and the place of the record that it read. */
public final class FromHeader {
    public static final String NAME = "hooklane-from";

    private FromHeader() {}

    /**
     * Returns the header's value.
     *
     * @param place {@code topic:partition@offset}
     */
    public static String of(SourceName source, Object place) {
        return "%s %s".formatted(source, place);
    }

    /** Returns the name of the source in a header's value; empty if it has another form. */
    public static Optional<String> source(String value) {
        int end = value.indexOf(' ');
        return end < 1 ? Optional.empty() : Optional.of(value.substring(0, end));
    }
}

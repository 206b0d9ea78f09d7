package dev.hooklane.source;

import dev.hooklane.event.VisibleText;
import java.util.regex.Pattern;

/**
 * The name of a source, which its consumer group, its records and its meters have in theirs.
 *
 * @param value 1 to 64 characters of {@code [a-z0-9-]}, the first a letter
 */
public record SourceName(String value) implements Comparable<SourceName> {
    /** The form of a name, in words. */
    public static final String FORM = "1 to 64 characters of a-z 0-9 -, the first a letter";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    /**
     * @throws IllegalArgumentException if {@code value} is not a name
     */
    public SourceName {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "source name %s is not %s".formatted(VisibleText.quoted(value), FORM));
        }
    }

    @Override
    public int compareTo(SourceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.hooklane.config;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Where a group begins on partitions whose progress is lost. */
public sealed interface BeginAt {
    /** Nowhere: the start is refused, and an operator decides. */
    record Refuse() implements BeginAt {}

    /** With the oldest record there is: whatever is kept is done once more. */
    record Earliest() implements BeginAt {}

    /** With the next record that comes: what is there now is never done. */
    record Latest() implements BeginAt {}

    /** With the first record that a broker appended at this time or later. */
    record Since(Instant time) implements BeginAt {}

    /**
     * What the text of the setting means.
     *
     * @throws IllegalArgumentException if it is none of the words, and no time
     */
    static BeginAt parse(String text) {
        return switch (text) {
            case "refuse" -> new Refuse();
            case "earliest" -> new Earliest();
            case "latest" -> new Latest();
            default -> {
                try {
                    yield new Since(Instant.parse(text));
                } catch (DateTimeParseException e) {
                    throw new IllegalArgumentException("neither such a word nor a time", e);
                }
            }
        };
    }
}
